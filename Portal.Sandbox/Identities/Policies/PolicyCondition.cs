using System.Globalization;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>One line of a statement's conditions: an operator, a key of the request, and the values it is compared with.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string IfExists = "IfExists";
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";

    private static readonly Dictionary<string, Func<string, string, bool>> Comparisons = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = (wanted, value) => wanted == value,
        ["StringEqualsIgnoreCase"] = (wanted, value) => wanted.Equals(value, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (wanted, value) => Glob.Matches(wanted, value),
        ["ArnEquals"] = (wanted, value) => Glob.Matches(wanted, value),
        ["ArnLike"] = (wanted, value) => Glob.Matches(wanted, value),
        ["Bool"] = (wanted, value) => wanted.Equals(value, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (wanted, value) => Number(wanted) is { } number && number == Number(value),
    };

    private static readonly Dictionary<string, string> Negations = new(StringComparer.Ordinal)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
    };

    public static bool IsKnown(string name) => Plain(name) is "Null" || Comparisons.ContainsKey(Plain(name)) || Negations.ContainsKey(Plain(name));

    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> keys)
    {
        var plain = Plain(Operator);
        var present = keys.TryGetValue(Key, out var values) && values.Count > 0;
        if (plain == "Null")
        {
            return Values.Any(wanted => wanted.Equals("true", StringComparison.OrdinalIgnoreCase) != present);
        }

        var negated = Negations.TryGetValue(plain, out var positive);
        if (!present)
        {
            // What is not in the request differs from everything, and an empty set has nothing that could break a rule for all.
            return negated || Operator.EndsWith(IfExists, StringComparison.Ordinal) || Operator.StartsWith(ForAll, StringComparison.Ordinal);
        }

        var compare = Comparisons[positive ?? plain];
        return Operator.StartsWith(ForAll, StringComparison.Ordinal) ? values!.All(Fits) : values!.Any(Fits);

        bool Fits(string value) => Values.Any(wanted => compare(wanted, value)) != negated;
    }

    private static string Plain(string name)
    {
        var plain = name.StartsWith(ForAll, StringComparison.Ordinal)
            ? name[ForAll.Length..]
            : name.StartsWith(ForAny, StringComparison.Ordinal) ? name[ForAny.Length..] : name;
        return plain.EndsWith(IfExists, StringComparison.Ordinal) ? plain[..^IfExists.Length] : plain;
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
