namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>A use of a shape, with the name it has there on the wire.</summary>
internal sealed record ShapeRef(string Shape, string? LocationName, string? QueryName, string? ResultWrapper, string? Documentation);
