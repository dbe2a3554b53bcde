namespace Portal.Web.EndpointServices;

/// <summary>A host as somebody enters it.</summary>
public sealed class TargetForm
{
    public string? Id { get; set; }

    /// <summary>None for the port of the group.</summary>
    public int? Port { get; set; }
}
