using System.Text.Json;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>Reads IAM policy documents, and says everything that is wrong with one.</summary>
internal sealed class PolicyReader
{
    private const string Older = "2008-10-17";
    private const string Newer = "2012-10-17";

    private readonly List<string> _problems = [];

    private PolicyReader()
    {
    }

    /// <summary>The statements of a document that has been checked before.</summary>
    public static IReadOnlyList<PolicyStatement> Read(JsonElement document) =>
        new PolicyReader().Statements(document);

    /// <param name="isTrust">Whether it says who may assume a role, rather than what an identity may do.</param>
    public static IReadOnlyList<string> Problems(JsonElement document, bool isTrust)
    {
        var reader = new PolicyReader();
        var statements = reader.Statements(document);
        for (var i = 0; i < statements.Count; i++)
        {
            var (statement, place) = (statements[i], $"statement {i + 1}");
            reader.Expect(statement.Actions.Count > 0, $"{place} needs an Action or NotAction");
            reader.Expect(
                isTrust == statement.Principals.Count > 0,
                isTrust ? $"{place} needs a Principal with AWS" : $"{place} has a Principal, which an identity's policy cannot have");
            reader.Expect(
                isTrust == (statement.Resources.Count == 0),
                isTrust ? $"{place} has a Resource, which a trust policy cannot have" : $"{place} needs a Resource or NotResource");
            reader._problems.AddRange(statement.Conditions.SelectMany(condition => condition.Problems()).Select(problem => $"{place} {problem}"));
        }

        return reader._problems;
    }

    /// <summary>What is wrong with a document that an organisation puts over an account.</summary>
    public static IReadOnlyList<string> ProblemsOfDenial(JsonElement document) => Problems(document, isTrust: false) is { Count: > 0 } problems ? problems
        : Read(document).Any(statement => statement.Allows) ? ["a service control policy of the sandbox can only deny"]
        : [];

    private IReadOnlyList<PolicyStatement> Statements(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("Statement", out var list)
            || list.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            _problems.Add("a policy document is an object with a Statement");
            return [];
        }

        var version = document.TryGetProperty("Version", out _) ? string.Concat(Texts(document, "Version")) : Older;
        Expect(version is Older or Newer, $"Version is {Newer} or {Older}");
        return
        [
            .. (list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : (IEnumerable<JsonElement>)[list])
                .Select(statement => Statement(statement) with { ReplacesVariables = version == Newer }),
        ];
    }

    private PolicyStatement Statement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            _problems.Add("each statement is an object");
            return new(false);
        }

        var effect = Texts(statement, "Effect") is [var only] ? only : null;
        Expect(effect is "Allow" or "Deny", "Effect is Allow or Deny");
        return new(effect == "Allow")
        {
            Sid = statement.TryGetProperty("Sid", out var sid) && sid.ValueKind == JsonValueKind.String ? sid.GetString() : null,
            Actions = [.. Texts(statement, "Action"), .. Texts(statement, "NotAction")],
            ExceptActions = statement.TryGetProperty("NotAction", out _),
            Resources = [.. Texts(statement, "Resource"), .. Texts(statement, "NotResource")],
            ExceptResources = statement.TryGetProperty("NotResource", out _),
            Principals = Principals(statement),
            Conditions = Conditions(statement),
        };
    }

    private IReadOnlyList<string> Principals(JsonElement statement) => !statement.TryGetProperty("Principal", out var principal) ? []
        : principal.ValueKind == JsonValueKind.Object ? Texts(principal, "AWS")
        : Texts(statement, "Principal");

    private IReadOnlyList<PolicyCondition> Conditions(JsonElement statement)
    {
        if (!statement.TryGetProperty("Condition", out var conditions))
        {
            return [];
        }

        Expect(
            conditions.ValueKind == JsonValueKind.Object && conditions.EnumerateObject().All(one => one.Value.ValueKind == JsonValueKind.Object),
            "Condition is an object of operators with keys");
        return conditions.ValueKind != JsonValueKind.Object ? [] :
        [
            .. conditions.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object)
                .SelectMany(one => one.Value.EnumerateObject().Select(key => new PolicyCondition(one.Name, key.Name, Texts(one.Value, key.Name)))),
        ];
    }

    /// <summary>A text or a list of texts; true and false count as texts.</summary>
    private IReadOnlyList<string> Texts(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return [];
        }

        var values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : (IReadOnlyList<JsonElement>)[value];
        Expect(
            values.All(one => one.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number),
            $"{name} is a text or a list of texts");
        return [.. values.Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : one.GetRawText())];
    }

    private void Expect(bool holds, string problem)
    {
        if (!holds && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
