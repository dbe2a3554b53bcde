using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Web.Hosting;

/// <summary>Whether the database lets the portal in, has a form that it can work with, and keeps the portal from changing the history.</summary>
internal static class DatabaseCheck
{
    private const string Subject = "Database";
    private const int OldestServer = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public static async IAsyncEnumerable<CheckLine> LookAsync(
        IConfiguration configuration, PortalSettings settings,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = configuration.GetConnectionString("Portal");
        if (string.IsNullOrEmpty(given))
        {
            if (settings.Mode == PortalMode.Sandbox)
            {
                yield return await ProgramsAsync(settings.PostgresBinDir, cancellationToken);
            }

            yield break;
        }

        if (DatabaseInUse.ProblemWith(given) is not null)
        {
            yield break;
        }

        var owner = configuration.GetConnectionString("PortalOwner");
        foreach (var found in await AskAsync(Hasty(given), string.IsNullOrEmpty(owner) ? null : Hasty(owner), cancellationToken))
        {
            yield return found;
        }
    }

    private static string Hasty(string connectionString)
    {
        var seconds = (int)Patience.TotalSeconds;
        return new NpgsqlConnectionStringBuilder(connectionString) { Timeout = seconds, CommandTimeout = seconds }.ConnectionString;
    }

    private static async Task<CheckLine> ProgramsAsync(string? binDir, CancellationToken cancellationToken)
    {
        try
        {
            return CheckLine.Ok(Subject, $"a private one, by {await PrivatePostgres.FindProgramsAsync(binDir, cancellationToken)}");
        }
        catch (PrivatePostgresException missing)
        {
            return CheckLine.Problem(Subject, missing.Message);
        }
    }

    private static async Task<IReadOnlyList<CheckLine>> AskAsync(string given, string? owner, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(given);
        try
        {
            var version = await PortalDatabase.ServerAsync(given, cancellationToken);
            if (version.Major < OldestServer)
            {
                return [CheckLine.Problem(Subject, $"PostgreSQL {version} is too old: use {OldestServer} or later.")];
            }

            var form = await PortalDatabase.FormAsync(given, cancellationToken);
            List<CheckLine> found = [FormOf(form, owner is not null, version)];
            if (form.ChangesHistory)
            {
                found.Add(CheckLine.Note(
                    "History",
                    $"the role {target.Username} could change what is written in it. Let the portal work by a role that owns nothing; see docs/operating.md."));
            }

            found.Add(await ClockAsync(given, cancellationToken));
            if (form.Pending.Count == 0)
            {
                found.Add(await KeysAsync(given, cancellationToken));
            }

            if (owner is not null)
            {
                found.Add(CheckLine.Ok("Owner", $"PostgreSQL {await PortalDatabase.ServerAsync(owner, cancellationToken)} lets the owner of the tables in"));
            }

            return found;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return [CheckLine.Note(Subject, $"{target.Database} at {target.Host} is not there yet: the first start makes it, if the role may.")];
        }
        catch (NpgsqlException away)
        {
            return
            [
                CheckLine.Problem(Subject, $"{target.Database} at {target.Host}:{target.Port} cannot be used: {away.Message} Check the connection strings."),
            ];
        }
    }

    private static CheckLine FormOf(DatabaseForm form, bool hasOwner, Version version) => form switch
    {
        { Pending.Count: 0 } => CheckLine.Ok(Subject, $"PostgreSQL {version}, in the form that this version needs"),
        { IsOwner: false } when !hasOwner => CheckLine.Problem(
            Subject, $"it lacks {form.Pending.Count} migrations, and the role may not apply them. Run once with --migrate and ConnectionStrings:PortalOwner."),
        _ => CheckLine.Note(Subject, $"PostgreSQL {version}; {form.Pending.Count} migrations are applied by the next start or by --migrate."),
    };

    /// <summary>AWS refuses what is signed by a clock that is five minutes wrong.</summary>
    private static async Task<CheckLine> ClockAsync(string given, CancellationToken cancellationToken)
    {
        await using var context = PortalDatabase.Open(given);
        var theirs = await context.Database.SqlQuery<DateTimeOffset>($"""select clock_timestamp() as "Value" """).SingleAsync(cancellationToken);
        var apart = (TimeProvider.System.GetUtcNow() - theirs).Duration();
        return apart < Skew
            ? CheckLine.Ok("Clock", "this machine and the database agree")
            : CheckLine.Problem(
                "Clock",
                $"this machine and the database are {apart.TotalMinutes:0} min apart. Let both keep time by NTP: AWS refuses what is signed at a wrong time.");
    }

    private static async Task<CheckLine> KeysAsync(string given, CancellationToken cancellationToken)
    {
        await using var context = PortalDatabase.Open(given);
        var keys = await context.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).ToListAsync(cancellationToken);
        return keys.All(IsKey)
            ? CheckLine.Ok("Keys", keys.Count == 0 ? "the first start makes the first key of cookies" : $"{keys.Count} keys of cookies can be read")
            : CheckLine.Problem(
                "Keys", "a key of cookies in data_protection_key cannot be read. Delete the row: whoever is signed in by it signs in again.");
    }

    private static bool IsKey(string? text)
    {
        try
        {
            return text is not null && XElement.Parse(text).Name.LocalName is "key" or "revocation";
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
