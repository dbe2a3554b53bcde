using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Something that an earlier generation of a creation made and that stands, although another one has taken its place.</summary>
/// <param name="Create">The key of the step that made it.</param>
/// <param name="Id">Its id or ARN.</param>
public sealed record SupersededObject(string Create, string Id)
{
    /// <summary>The key of the step that deletes it: one for each object, so that what is unknown of one does not bar the deletion of another.</summary>
    [JsonIgnore]
    public StepKey Deletion => new($"{new StepKey(Create).Opposite}/{Id[(Id.LastIndexOf('/') + 1)..]}");
}
