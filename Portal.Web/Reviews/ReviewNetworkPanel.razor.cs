using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Reviews;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>The network that a review decides on, with the names, blocks and rules that AWS shows now.</summary>
public sealed partial class ReviewNetworkPanel
{
    private RequestedNetworkView? _read;

    [Parameter, EditorRequired]
    public Guid ReviewId { get; set; }

    [Parameter, EditorRequired]
    public RequestedNetworkView Network { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<ServedPortView> Listeners { get; set; } = [];

    /// <summary>Told when AWS has shown the VPC.</summary>
    [Parameter]
    public EventCallback<VpcFacts> Seen { get; set; }

    [Inject]
    public required ReviewNetworkQueries Queries { get; init; }

    private VpcFacts? Vpc { get; set; }

    /// <summary>Why AWS could not be asked.</summary>
    private string? Trouble { get; set; }

    private bool IsReading { get; set; }

    private string Ports => string.Join(", ", Listeners.Select(listener => $"{listener.Protocol} {listener.Port}"));

    /// <summary>What the service listens on and no group lets in; nothing while a group is not seen.</summary>
    private IEnumerable<ServedPortView> NotLetIn => Vpc is not { } vpc || Network.SecurityGroupIds.Any(id => GroupOf(id) is null) ? []
        : Listeners.Where(listener => ProtocolsOf(listener).Any(protocol =>
            !vpc.SecurityGroups.Where(group => Network.SecurityGroupIds.Contains(group.Id))
                .Any(group => group.Inbound.Any(rule => rule.LetsIn(protocol, listener.Port)))));

    protected override async Task OnParametersSetAsync()
    {
        // Of a live page the same network comes again with every change of something else.
        if (_read is not { } read || read.VpcId != Network.VpcId)
        {
            _read = Network;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        (Trouble, IsReading) = (null, true);
        StateHasChanged();
        try
        {
            (Vpc, Trouble) = await Queries.GetAsync(await Viewer.ReaderAsync(LifetimeToken), ReviewId, LifetimeToken);
            if (Vpc is not null)
            {
                await Seen.InvokeAsync(Vpc);
            }
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            Trouble = trouble.Message;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            // The person has left the page.
        }

        IsReading = false;
    }

    private SubnetFacts? SubnetOf(RequestedSubnetView subnet) => Vpc?.Subnets.FirstOrDefault(seen => seen.Id == subnet.SubnetId);

    private SecurityGroupFacts? GroupOf(string id) => Vpc?.SecurityGroups.FirstOrDefault(seen => seen.Id == id);

    private static string[] ProtocolsOf(ServedPortView listener) => listener.Protocol switch
    {
        "TCP_UDP" => ["tcp", "udp"],
        "UDP" => ["udp"],
        _ => ["tcp"],
    };
}
