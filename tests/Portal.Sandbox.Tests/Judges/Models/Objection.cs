namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>Something on the wire that AWS's model does not have, or that does not fit it.</summary>
internal sealed record Objection(string What)
{
    /// <summary>What a newer model may have: <c>Shape.member</c>, or <c>Enum=value</c>.</summary>
    public string? MaybeNewer { get; private init; }

    /// <summary>The name as such is unknown, whatever its value.</summary>
    public bool IsUnknownName { get; private init; }

    /// <summary>A list does not count from one without a gap, which AWS forgives.</summary>
    public bool IsGap { get; init; }

    public static Objection Unknown(string shape, string member, string path) =>
        new($"{path} is unknown to the model as {shape}.{member}") { MaybeNewer = $"{shape}.{member}", IsUnknownName = true };

    public static Objection UnknownValue(string shape, string value, string path) =>
        new($"{path} is '{value}', which is no {shape} of the model") { MaybeNewer = $"{shape}={value}" };

    public override string ToString() => What;
}
