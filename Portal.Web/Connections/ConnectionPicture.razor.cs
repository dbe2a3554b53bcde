using Microsoft.AspNetCore.Components;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Pages;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>A connection as a picture: each zone's interface, the way over PrivateLink, and the zone's targets.</summary>
public sealed partial class ConnectionPicture
{
    private const int FirstRow = 62;
    private const int RowHeight = 52;
    private const int FirstTallRow = 46;
    private const int TallRowHeight = 134;

    [Parameter, EditorRequired]
    public ConnectionView Connection { get; set; } = null!;

    /// <summary>None when the reader may not see it.</summary>
    [Parameter]
    public ConnectedServiceView? Service { get; set; }

    /// <summary>The consumer's VPC as AWS has shown it; none before, and where it is not visible.</summary>
    [Parameter]
    public VpcFacts? Vpc { get; set; }

    private string VpcText => Vpc is { Name: { } name } ? $"{name} · {string.Join(", ", Vpc.Cidrs)}"
        : Vpc is not null ? $"{Vpc.Id} · {string.Join(", ", Vpc.Cidrs)}"
        : Connection.VpcId ?? "Consumer's VPC";

    private string ConsumerText => $"{Connection.ConsumerTeam.Name} · {Connection.AccountId}";

    private string Ports => string.Join(", ", Service?.Ports ?? []);

    private int TallHeight => FirstTallRow + (Math.Max(1, Zones.Count) * TallRowHeight);

    private int Height => FirstRow + (Math.Max(1, Zones.Count) * RowHeight) + 6;

    private IReadOnlyList<ZoneRow> Zones => [.. ZoneIds.Select((zone, index) => Row(zone, index))];

    private IEnumerable<string> ZoneIds => (Connection.Subnets ?? []).Select(subnet => subnet.ZoneId).OfType<string>()
        .Concat(Service?.ZoneIds ?? [])
        .Concat(Connection.Endpoint?.NetworkInterfaces?.Select(network => network.ZoneId) ?? [])
        .Distinct().Order(StringComparer.Ordinal);

    private ZoneRow Row(string zoneId, int index)
    {
        var network = Connection.Endpoint?.NetworkInterfaces?.FirstOrDefault(network => network.ZoneId == zoneId);
        var wanted = Connection.Subnets?.FirstOrDefault(subnet => subnet.ZoneId == zoneId);
        var health = Service?.Health.Zones.FirstOrDefault(zone => zone.ZoneId == zoneId);
        var isHidden = Connection.Subnets is null || Connection.SelfManaged;
        var tone = network is null || IsCut ? Tone.Quiet : Connection.Stage == ConnectionStage.Available ? Tone.Good : Tone.Moving;
        var consumer = isHidden ? "not visible"
            : network is not null ? $"Interface {network.PrivateIp ?? network.Id}"
            : wanted is not null ? $"{wanted.SubnetId}: no interface yet"
            : "No interface in this zone";
        var subnetId = network?.SubnetId ?? wanted?.SubnetId;
        var subnet = Vpc?.Subnets.FirstOrDefault(subnet => subnet.Id == subnetId);
        return new(
            zoneId, FirstRow + (index * RowHeight), FirstTallRow + (index * TallRowHeight), consumer, health is null ? "Targets not visible" : health.Reason,
            StatusAppearance.CssClass(isHidden ? Tone.Quiet : tone), StatusAppearance.CssClass(WireTone(isHidden, network is not null, health)),
            StatusAppearance.CssClass(StatusAppearance.Of(health?.Verdict ?? HealthVerdict.Unknown)),
            !IsCut && (isHidden || network is not null || wanted is not null), network?.ZoneName ?? subnet?.ZoneName, subnetId, subnet?.Name, subnet?.Cidr);
    }

    /// <summary>Of a way whose beginning or end nobody sees, nobody knows whether it leads anywhere; one that ends at no healthy target does not.</summary>
    private Tone WireTone(bool isHidden, bool isThere, ZoneHealth? health) => isHidden || !isThere || IsCut ? Tone.Quiet
        : Connection.Stage != ConnectionStage.Available ? Tone.Moving
        : StatusAppearance.Of(health?.Verdict ?? HealthVerdict.Unknown);

    /// <summary>No way leads over PrivateLink, and none is on its way.</summary>
    private bool IsCut => Connection.Stage is ConnectionStage.CutOff or ConnectionStage.Disconnected
        || Connection.Endpoint?.AwsState is "rejected" or "failed" or "deleting" or "deleted";

    /// <summary>What fits into a box; the table beside the picture has all of it.</summary>
    private static string Short(string text, int length = 40) => text.Length <= length ? text : $"{text.AsSpan(0, length - 1).TrimEnd()}…";

    private sealed record ZoneRow(
        string ZoneId, int Y, int TallY, string ConsumerText, string ProviderText, string Tone, string WireTone, string ProviderTone, bool IsLinked,
        string? ZoneName, string? SubnetId, string? SubnetName, string? SubnetCidr)
    {
        /// <summary>"use1-az1 (us-east-1a) · app-az1 · 10.20.0.0/24", as far as it is known.</summary>
        public string SubnetText => string.Join(" · ", new[] { DisplayText.Zone(ZoneId, ZoneName), SubnetName, SubnetCidr }.Where(part => part is not null));
    }
}
