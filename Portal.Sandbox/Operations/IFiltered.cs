namespace Portal.Sandbox.Operations;

/// <summary>An action that filters what it lists.</summary>
internal interface IFiltered
{
    string Action { get; }

    IEnumerable<string> FilterNames { get; }
}
