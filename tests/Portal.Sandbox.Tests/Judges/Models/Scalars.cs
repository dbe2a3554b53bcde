using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>How AWS writes values.</summary>
internal static partial class Scalars
{
    /// <summary>The one enum that AWS itself writes otherwise than its model says: states of endpoints begin with a small letter.</summary>
    private const string EndpointState = "State";

    /// <summary>What is wrong with a value; null when it fits its shape.</summary>
    public static Objection? Judge(string shapeName, Shape shape, string value, string path)
    {
        if (shape.Type == "string")
        {
            return shape.Enum is { } allowed && !IsOf(shapeName, allowed, value) ? Objection.UnknownValue(shapeName, value, path) : null;
        }

        return Fits(shape.Type, value) ? null : new($"{path}: '{value}' is no {shape.Type}");
    }

    private static bool Fits(string type, string value) => type switch
    {
        "boolean" => value is "true" or "false",
        "integer" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "float" or "double" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "timestamp" => Time().IsMatch(value),
        "blob" => Convert.TryFromBase64String(value, new byte[value.Length], out _),
        var other => throw new NotSupportedException($"Scalars of type {other}."),
    };

    private static bool IsOf(string shapeName, IReadOnlyList<string> allowed, string value) =>
        shapeName == EndpointState ? allowed.Any(one => char.ToLowerInvariant(one[0]) + one[1..] == value) : allowed.Contains(value);

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z\z")]
    private static partial Regex Time();
}
