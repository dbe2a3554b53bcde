namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>A structure, list, map or scalar.</summary>
internal sealed record Shape(
    string Type,
    IReadOnlyDictionary<string, ShapeRef>? Members,
    ShapeRef? Member,
    IReadOnlyList<string>? Enum,
    IReadOnlyList<string>? Required,
    ModelError? Error,
    bool Flattened);
