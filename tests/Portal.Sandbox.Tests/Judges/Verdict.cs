namespace Portal.Sandbox.Tests.Judges;

/// <summary>What the judge saw of one exchange, and what was wrong with it.</summary>
internal sealed record Verdict(
    string Service, string Action, int Status, IReadOnlyList<string> Refusals, IReadOnlyList<string> States, IReadOnlyList<string> Objections);
