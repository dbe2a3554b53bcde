namespace Portal.Sandbox.Identities.Policies;

/// <summary>One line of a statement's conditions: an operator, a key of the request, and the values it is compared with.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string IfExists = "IfExists";
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";
    private const string Null = "Null";

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<string> Problems()
    {
        var plain = Plain(Operator);
        var compared = ConditionOperator.Find(plain);
        if (compared is null && plain != Null)
        {
            return [$"has the condition operator {Operator}, which is not simulated"];
        }

        return Values.Where(value => !(compared?.Takes(value) ?? bool.TryParse(value, out _)))
            .Select(value => $"compares {Key} by {Operator} with '{value}', which that operator cannot compare");
    }

    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> keys, bool replacesVariables)
    {
        var plain = Plain(Operator);
        var present = keys.TryGetValue(Key, out var values) && values.Count > 0;
        if (plain == Null)
        {
            return Values.Any(wanted => wanted.Equals("true", StringComparison.OrdinalIgnoreCase) != present);
        }

        var compared = ConditionOperator.Find(plain)!;
        if (!present)
        {
            // What is not in the request differs from everything. In an empty set nothing breaks a rule for all, and nothing keeps a rule for any.
            return Operator.EndsWith(IfExists, StringComparison.Ordinal) || Operator.StartsWith(ForAll, StringComparison.Ordinal)
                || (compared.Negates && !Operator.StartsWith(ForAny, StringComparison.Ordinal));
        }

        var wanted = replacesVariables && compared.IsOfTexts
            ? Values.Select(value => PolicyVariables.Fill(value, keys, compared.IsOfPatterns)).OfType<string>().ToList()
            : Values;
        return Operator.StartsWith(ForAll, StringComparison.Ordinal) ? values!.All(Fits) : values!.Any(Fits);

        bool Fits(string value) => wanted.Any(one => compared.Fits(one, value)) != compared.Negates;
    }

    private static string Plain(string name)
    {
        var plain = name.StartsWith(ForAll, StringComparison.Ordinal)
            ? name[ForAll.Length..]
            : name.StartsWith(ForAny, StringComparison.Ordinal) ? name[ForAny.Length..] : name;
        return plain.EndsWith(IfExists, StringComparison.Ordinal) ? plain[..^IfExists.Length] : plain;
    }
}
