using System.Text.Json;
using Portal.Infrastructure.EndpointServices;

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

    public AudienceForm Visibility { get; init; } = new() { Kind = AudienceKind.Everyone };

    public AudienceForm AutoApproval { get; init; } = new() { Kind = AudienceKind.Nobody };

    public string? PrivateDnsName { get; set; }

    public List<TagForm> Tags { get; init; } = [];

    public string? ExternalReference { get; set; }

    public PublishServiceInput ToInput() => new(
        Name, Description, AccountId, Region, VpcId, [.. SubnetIds], [.. Listeners.Select(listener => listener.ToInput())], Visibility.ToInput(),
        AutoApproval.ToInput(),
        Text(PrivateDnsName), TagInput(), Text(ExternalReference));

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

    /// <summary>The last of two values for one key counts, as in AWS.</summary>
    private Dictionary<string, string?>? TagInput()
    {
        var tags = new Dictionary<string, string?>();
        foreach (var tag in Tags.Where(tag => Text(tag.Key) is not null || Text(tag.Value) is not null))
        {
            tags[tag.Key?.Trim() ?? ""] = tag.Value?.Trim();
        }

        return tags.Count == 0 ? null : tags;
    }
}
