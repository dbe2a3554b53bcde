using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Audit;

/// <summary>What checking the history has found.</summary>
/// <param name="Broken">The rows in which something differs; the first thousand of them.</param>
/// <param name="BrokenRows">How many they are in all.</param>
/// <param name="Differences">Which columns of these rows say something else than their bytes.</param>
public sealed record AuditVerification(long Rows, IReadOnlyList<Guid> Broken, long BrokenRows, IReadOnlyList<AuditDifference> Differences);

/// <param name="Id">The row, as its column has it.</param>
/// <param name="Columns">By their names in the database; <c>bytes</c> and <c>sha256</c> together mean that one of the two was changed.</param>
public sealed record AuditDifference(Guid Id, IReadOnlyList<string> Columns);

/// <summary>Compares every row of the history with its own bytes: their hash, and each column that is shown or filtered by.</summary>
internal sealed class AuditVerifier(PortalDbContext context)
{
    private const int MostNamed = 1_000;

    private static readonly string[] Proof = [SnakeCase.Of(nameof(AuditRow.Bytes)), SnakeCase.Of(nameof(AuditRow.Sha256))];

    /// <summary>Who may read the line, as the table beside it says.</summary>
    private const string Readers = "audit_reader";

    /// <summary>By which the table beside it knows the line and its readers: where one of them is forged, that is what is told.</summary>
    private static readonly string[] ReadersKey =
    [
        SnakeCase.Of(nameof(AuditRow.Id)), SnakeCase.Of(nameof(AuditRow.At)), SnakeCase.Of(nameof(AuditRow.TeamIds)),
        SnakeCase.Of(nameof(AuditRow.SubjectKind)),
    ];

    // The columns themselves as text: what was put into them need not be anything that the portal could read.
    private static readonly string Query =
        $"""
        select {string.Join(", ", Proof)}, id, {string.Join(", ", AuditColumns.FromBytes.Select(column => column.Sql))},
            coalesce(readers.teams, array[]::uuid[]) = array(select distinct team from unnest(team_ids) as team order by team)
                and coalesce(readers.kinds, array[audit_row.subject_kind]) = array[audit_row.subject_kind]
        from audit_row left join (
            select at, id, array_agg(team_id order by team_id) as teams, array_agg(distinct subject_kind) as kinds from audit_reader group by at, id) readers
            using (at, id)
        """;

    /// <summary>One row after the other, as the database sends them: the table may be larger than memory.</summary>
    public async Task<AuditVerification> RunAsync(CancellationToken cancellationToken)
    {
        var (rows, broken) = (0L, 0L);
        List<AuditDifference> named = [];
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Put together of the portal's own names alone.
        command.CommandText = Query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows++;
            var columns = Differing(reader);
            if (columns.Length == 0)
            {
                continue;
            }

            broken++;
            if (named.Count < MostNamed)
            {
                named.Add(new(reader.GetGuid(Proof.Length), columns));
            }
        }

        return new(rows, [.. named.Select(row => row.Id)], broken, named);
    }

    private static string[] Differing(DbDataReader row)
    {
        var (bytes, hash) = (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
        var unproved = hash.AsSpan().SequenceEqual(SHA256.HashData(bytes)) ? [] : Proof;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Proof;
            }

            List<string> differing = [.. unproved, .. AuditColumns.FromBytes.Where(
                (column, index) => row.GetString(Proof.Length + 1 + index) != column.Expected(document.RootElement)).Select(column => column.Name)];
            if (!row.GetBoolean(Proof.Length + 1 + AuditColumns.FromBytes.Count) && !differing.Intersect(ReadersKey).Any())
            {
                differing.Add(Readers);
            }

            return [.. differing];
        }
        catch (JsonException)
        {
            // Bytes that say nothing prove no column.
            return Proof;
        }
    }
}
