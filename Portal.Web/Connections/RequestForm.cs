using System.Text.Json;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>What a consumer has entered so far; kept as a draft in the browser.</summary>
public sealed class RequestForm
{
    /// <summary>Drawn anew whenever something is entered: one form, sent as often as need be, makes one request.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ServiceId { get; set; }

    public string? AccountId { get; set; }

    public string? VpcId { get; set; }

    /// <summary>In the order in which they were chosen: the fields of errors count by it.</summary>
    public List<string> SubnetIds { get; init; } = [];

    /// <summary>Fixed addresses by subnet; a subnet without one gets what AWS chooses.</summary>
    public Dictionary<string, string> Addresses { get; init; } = [];

    public List<string> SecurityGroupIds { get; init; } = [];

    public bool PrivateDns { get; set; }

    /// <summary>Whether the account's own people make the endpoint: then nothing has to be said of its network.</summary>
    public bool SelfManaged { get; set; }

    public string? Justification { get; set; }

    public DateTime? EndDay { get; set; }

    /// <summary>The moment at which what is being changed ends; kept as long as nobody chooses another day.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public List<TagForm> Tags { get; init; } = [];

    public string? ExternalReference { get; set; }

    /// <summary>Whether enough is chosen to tell what a request would cause.</summary>
    public bool CanBePreviewed =>
        ServiceId is not null && AccountId is not null && (SelfManaged || (VpcId is not null && SubnetIds.Count > 0 && SecurityGroupIds.Count > 0));

    public static RequestForm Of(ConnectionView connection) => new()
    {
        ServiceId = connection.ServiceId,
        AccountId = connection.AccountId,
        VpcId = connection.VpcId,
        SubnetIds = [.. (connection.Subnets ?? []).Select(subnet => subnet.SubnetId)],
        Addresses = (connection.Subnets ?? []).Where(subnet => subnet.Ipv4 is not null).ToDictionary(subnet => subnet.SubnetId, subnet => subnet.Ipv4!),
        SecurityGroupIds = [.. connection.SecurityGroupIds ?? []],
        PrivateDns = connection.PrivateDns,
        SelfManaged = connection.SelfManaged,
        Justification = connection.Justification,
        EndDay = connection.EndsAt?.UtcDateTime.Date,
        EndsAt = connection.EndsAt,
        Tags = TagForm.Of(connection.Tags),
        ExternalReference = connection.ExternalReference,
    };

    /// <summary>A new request for the same; an end that has passed is not asked for again.</summary>
    public static RequestForm Like(ConnectionView connection, DateTimeOffset now) =>
        Of(connection.EndsAt <= now ? connection with { EndsAt = null } : connection);

    /// <param name="asked">What AWS asks for as tags in the account.</param>
    public RequestConnectionInput ToInput(string? region, IReadOnlyList<AskedTagView>? asked = null) => new(
        ServiceId, AccountId, region, VpcId,
        [.. SubnetIds.Select(id => new SubnetInput(id, Addresses.GetValueOrDefault(id) is { Length: > 0 } address ? address.Trim() : null))],
        [.. SecurityGroupIds], PrivateDns && !SelfManaged, Justification, Days.EndOf(EndDay, EndsAt),
        TagForm.ToInput(Tags, asked) is { Count: > 0 } tags ? tags : null,
        string.IsNullOrWhiteSpace(ExternalReference) ? null : ExternalReference.Trim());

    /// <summary>Leaves out what belonged to another account or VPC.</summary>
    public void ForgetNetwork(bool withVpc)
    {
        VpcId = withVpc ? null : VpcId;
        SubnetIds.Clear();
        Addresses.Clear();
        SecurityGroupIds.Clear();
    }

    public string ToDraft() => JsonSerializer.Serialize(this);

    /// <returns>None for a draft of another version of the portal.</returns>
    public static RequestForm? FromDraft(string? draft)
    {
        try
        {
            return draft is null ? null : JsonSerializer.Deserialize<RequestForm>(draft);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
