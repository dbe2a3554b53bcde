using System.Globalization;
using Npgsql;

namespace Portal.Infrastructure.Data;

/// <summary>
/// How long a session of the portal may stand in the way of the others. They are given with the connection, because what is set later is lost when a connection
/// goes back to its pool;
/// what the connection string itself says in <c>Options</c> is left as it is.
/// </summary>
public static class SessionLimits
{
    /// <summary>
    /// A host that stopped inside a transaction keeps its rows this long: less than a lease of 15 s, so that whoever may take its work over finds the rows
    /// free.
    /// </summary>
    public static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Nobody holds a row longer than a few statements take: who waits longer waits for somebody who hangs, and does better to say so or to do something else.
    /// </summary>
    public static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    /// <summary>The portal reads pages and writes single rows; what takes longer was not meant, and a person has long gone.</summary>
    public static readonly TimeSpan Statement = TimeSpan.FromSeconds(20);

    /// <summary>A transaction that is never idle for long, but never ends either; known to PostgreSQL 17 and later.</summary>
    public static readonly TimeSpan Transaction = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Hangfire changes its tables at a start, several hosts at once, and clears away in batches: it waits for locks longer, and its statements end by
    /// themselves.
    /// </summary>
    public static readonly TimeSpan JobsLockWait = TimeSpan.FromSeconds(10);

    private const int TransactionTimeoutSince = 17;

    // A host without power is known to be gone after about 20 s: its last word, and three probes without an answer.
    private const int ProbeAfterSeconds = 10;
    private const int ProbeEverySeconds = 5;
    private const int Probes = 3;
    private static readonly TimeSpan Unacknowledged = TimeSpan.FromSeconds(20);

    /// <summary>For commands, queries and reconcilers.</summary>
    /// <param name="server">The server's version; none leaves out what not every version knows.</param>
    public static string ForPortal(string connectionString, Version? server = null)
    {
        var session = Begin(connectionString);
        // The server's own limit comes first: it names the cause and ends the work, the client can only hang up.
        Unless(session, "Command Timeout", () => session.CommandTimeout = (int)Statement.TotalSeconds + 5);
        return Limited(session, server, ("lock_timeout", LockWait), ("statement_timeout", Statement));
    }

    /// <summary>
    /// For a connection that only listens: asked now and then whether it is still there, since a dead one hears nothing and does not know it.
    /// </summary>
    public static string ForListening(string connectionString, Version? server = null)
    {
        var session = new NpgsqlConnectionStringBuilder(ForPortal(connectionString, server));
        Unless(session, "Keepalive", () => session.KeepAlive = ProbeAfterSeconds);
        return session.ConnectionString;
    }

    /// <summary>For Hangfire.</summary>
    public static string ForJobs(string connectionString, Version? server = null) => Limited(Begin(connectionString), server, ("lock_timeout", JobsLockWait));

    /// <summary>For changing the database's form, which takes as long as it takes, and waits for whoever does the same.</summary>
    public static string ForMigrations(string connectionString)
    {
        var session = Begin(connectionString);
        Unless(session, "Command Timeout", () => session.CommandTimeout = 0);
        return session.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Begin(string connectionString)
    {
        var session = new NpgsqlConnectionStringBuilder(connectionString);
        // Not on a socket of this machine, which has none and refuses them.
        if (session.Host?.Split(',').Any(host => host is ['/' or '@', ..]) == false)
        {
            Unless(session, "TCP Keepalive", () => session.TcpKeepAlive = true);
            Unless(session, "TCP Keepalive Time", () => session.TcpKeepAliveTime = ProbeAfterSeconds);
            Unless(session, "TCP Keepalive Interval", () => session.TcpKeepAliveInterval = ProbeEverySeconds);
        }

        Ask(session, "tcp_keepalives_idle", ProbeAfterSeconds);
        Ask(session, "tcp_keepalives_interval", ProbeEverySeconds);
        Ask(session, "tcp_keepalives_count", Probes);
        Ask(session, "tcp_user_timeout", (long)Unacknowledged.TotalMilliseconds);
        return session;
    }

    private static string Limited(NpgsqlConnectionStringBuilder session, Version? server, params (string Name, TimeSpan Limit)[] limits)
    {
        Ask(session, "idle_in_transaction_session_timeout", (long)IdleInTransaction.TotalMilliseconds);
        foreach (var (name, limit) in limits)
        {
            Ask(session, name, (long)limit.TotalMilliseconds);
        }

        if (server?.Major >= TransactionTimeoutSince)
        {
            Ask(session, "transaction_timeout", (long)Transaction.TotalMilliseconds);
        }

        return session.ConnectionString;
    }

    private static void Ask(NpgsqlConnectionStringBuilder session, string setting, long value)
    {
        if (session.Options?.Contains(setting, StringComparison.OrdinalIgnoreCase) != true)
        {
            session.Options = string.Create(CultureInfo.InvariantCulture, $"{session.Options} -c {setting}={value}").Trim();
        }
    }

    private static void Unless(NpgsqlConnectionStringBuilder session, string keyword, Action set)
    {
        if (!session.ShouldSerialize(keyword))
        {
            set();
        }
    }
}
