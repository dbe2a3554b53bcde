namespace Portal.Web.EndpointServices;

/// <summary>A tag as somebody enters it.</summary>
public sealed class TagForm
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
