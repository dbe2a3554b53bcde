using Portal.Sandbox.Operations;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>Why a call was refused, in the form in which AWS tells it to whoever decodes the message: each list is an object with items.</summary>
internal sealed record AuthorizationDetails(
    bool Allowed, bool ExplicitDeny, Items<MatchedStatement> MatchedStatements, Items<string> Failures, AuthorizationContext Context)
{
    /// <param name="matched">The statement that denies it; none where nothing allows it, or where it is not told.</param>
    public static AuthorizationDetails Of(Call call, AccessRequest request, Verdict verdict, PolicyStatement? matched) => new(
        Allowed: false,
        ExplicitDeny: verdict is Verdict.Denied or Verdict.DeniedByOrganization,
        new(matched is null ? [] : [MatchedStatement.Of(matched)]),
        new([]),
        new(
            new(call.Caller.UserId, request.PrincipalArn), request.Action, request.Resource,
            new([.. request.Keys.Select(key => KeyValues.Of(key.Key, key.Value))])));
}

/// <summary>A list as these messages have them.</summary>
internal sealed record Items<T>([property: System.Text.Json.Serialization.JsonPropertyName("items")] IReadOnlyList<T> List);

internal sealed record MatchedStatement(
    string StatementId, string Effect, Items<TextValue> Principals, Items<TextValue> PrincipalGroups, Items<TextValue> Actions, Items<TextValue> Resources,
    Items<KeyValues> Conditions)
{
    // Operators are not told, only keys and what they are compared with.
    public static MatchedStatement Of(PolicyStatement statement) => new(
        statement.Sid ?? "", statement.Allows ? "ALLOW" : "DENY", TextValue.All(statement.Principals), new([]), TextValue.All(statement.Actions),
        TextValue.All(statement.Resources), new([.. statement.Conditions.Select(condition => KeyValues.Of(condition.Key, condition.Values))]));
}

internal sealed record AuthorizationContext(AuthorizedPrincipal Principal, string Action, string Resource, Items<KeyValues> Conditions);

internal sealed record AuthorizedPrincipal(string Id, string Arn);

internal sealed record KeyValues(string Key, Items<TextValue> Values)
{
    public static KeyValues Of(string key, IReadOnlyList<string> values) => new(key, TextValue.All(values));
}

internal sealed record TextValue(string Value)
{
    public static Items<TextValue> All(IEnumerable<string> values) => new([.. values.Select(value => new TextValue(value))]);
}
