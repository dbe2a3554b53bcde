using System.Globalization;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>One attribute of a load balancer or target group: its default, and what it can be set to.</summary>
internal sealed record AttributeRule(string Key, string Default, Func<string, bool> Accepts)
{
    /// <summary>What AWS says of a value that it does not take; none for its general words.</summary>
    public Func<string, AwsError?> Refusal { get; init; } = _ => null;

    public static AttributeRule Flag(string key, bool standard) => OneOf(key, standard ? "true" : "false", "true", "false");

    public static AttributeRule OneOf(string key, string standard, params string[] values) => new(key, standard, values.Contains);

    public static AttributeRule Text(string key) => new(key, "", _ => true);

    public static AttributeRule Number(string key, int standard, int smallest, int largest) =>
        new(key, standard.ToString(CultureInfo.InvariantCulture), value => IsNumber(value, smallest, largest));

    /// <summary>A number, or <c>off</c>.</summary>
    public static AttributeRule NumberOrOff(string key, string standard, int largest) =>
        new(key, standard, value => value == "off" || IsNumber(value, 1, largest));

    private static bool IsNumber(string value, int smallest, int largest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest;
}
