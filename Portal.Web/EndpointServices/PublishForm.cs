using System.Text.Json;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What a provider has entered so far; kept as a draft in the browser.</summary>
public sealed class PublishForm
{
    /// <summary>Makes publishing happen once for this form, also after the page was closed and opened again.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? AccountId { get; set; }

    public string? Region { get; set; }

    public string? VpcId { get; set; }

    /// <summary>In the order in which they were chosen: the fields of errors count by it.</summary>
    public List<string> SubnetIds { get; init; } = [];

    public List<ListenerForm> Listeners { get; init; } = [new()];

    public BalancerForm Balancer { get; init; } = new();

    public AudienceForm Visibility { get; init; } = new() { Kind = AudienceKind.Everyone };

    public AudienceForm AutoApproval { get; init; } = new() { Kind = AudienceKind.Nobody };

    public string? PrivateDnsName { get; set; }

    public List<TagForm> Tags { get; init; } = [];

    public string? ExternalReference { get; set; }

    /// <param name="asked">What AWS asks for as tags in the account.</param>
    public PublishServiceInput ToInput(IReadOnlyList<AskedTagView>? asked = null) => new(
        Name, Description, AccountId, Region, VpcId, [.. SubnetIds], [.. Listeners.Select(listener => listener.ToInput())], Visibility.ToInput(),
        AutoApproval.ToInput(),
        Text(PrivateDnsName), TagForm.ToInput(Tags, asked) is { Count: > 0 } tags ? tags : null, Text(ExternalReference),
        LoadBalancerAttributes: Balancer.ToInput());

    public string ToDraft() => JsonSerializer.Serialize(this);

    /// <returns>None for a draft of another version of the portal.</returns>
    public static PublishForm? FromDraft(string? draft)
    {
        try
        {
            return draft is null ? null : JsonSerializer.Deserialize<PublishForm>(draft);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
