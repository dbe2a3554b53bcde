using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Audit;

/// <summary>A column that is shown or filtered by, and what the row's bytes say that it holds.</summary>
/// <param name="Sql">Its value as a text that does not hang on settings of the session.</param>
/// <param name="Expected">That text as the bytes have it.</param>
internal sealed record AuditColumn(string Name, string Sql, Func<JsonElement, string?> Expected);

/// <summary>Every column of the history's table: what of it the bytes prove, and what they cannot.</summary>
public static class AuditColumns
{
    private const int FirstFormat = 1;

    /// <summary>The two that prove each other.</summary>
    public static FrozenSet<string> Proof { get; } = new[] { Name(nameof(AuditRow.Bytes)), Name(nameof(AuditRow.Sha256)) }.ToFrozenSet();

    /// <summary>Columns that stand in no bytes, each with the reason.</summary>
    public static FrozenDictionary<string, string> NotInBytes { get; } = new Dictionary<string, string>
    {
        [Name(AuditConfiguration.Transaction)] =
            "PostgreSQL gives it when the row is written, after its bytes are made, and a restored dump may stand in a cluster that counts otherwise. "
                + "It orders what followers are told, and nobody is shown it.",
    }.ToFrozenDictionary();

    internal static IReadOnlyList<AuditColumn> FromBytes { get; } =
    [
        Text(nameof(AuditRow.Id), "id"),
        // As microseconds: a time beyond what the portal can read is no less a difference.
        Of(nameof(AuditRow.At), column => $"(extract(epoch from {column}) * 1000000)::text", row => Microseconds(Member(row, "at"))),
        Of(
            nameof(AuditRow.SubjectKind), column => column,
            row => Member(row, "subjectKind") is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : null),
        Text(nameof(AuditRow.SubjectId), "subjectId"),
        Text(nameof(AuditRow.Action), "action"),
        Text(nameof(AuditRow.ActorIssuer), "actorIssuer"),
        Text(nameof(AuditRow.ActorSubject), "actorSubject"),
        Of(nameof(AuditRow.TeamIds), column => $"{column}::text", row => row.TryGetProperty("teamIds", out var teams) && teams.ValueKind == JsonValueKind.Array
            ? $"{{{string.Join(',', teams.EnumerateArray().Select(team => team.ToString()))}}}"
            : null),
        // Bytes of the first format do not name it: a row that says so and one that does not tell themselves apart.
        Of(nameof(AuditRow.Format), column => $"{column}::text", row => row.TryGetProperty("format", out var format)
            ? format.ToString()
            : FirstFormat.ToString(CultureInfo.InvariantCulture)),
    ];

    private static AuditColumn Text(string property, string member) => Of(property, column => $"{column}::text", row => Member(row, member));

    private static AuditColumn Of(string property, Func<string, string> sql, Func<JsonElement, string?> expected) =>
        new(Name(property), sql(Name(property)), expected);

    private static string Name(string property) => SnakeCase.Of(property);

    private static string? Member(JsonElement row, string name) =>
        row.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string? Microseconds(string? time) => DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out var at)
        ? string.Create(CultureInfo.InvariantCulture, $"{(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}.000000")
        : null;
}
