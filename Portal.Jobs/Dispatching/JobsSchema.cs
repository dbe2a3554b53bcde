using Hangfire.PostgreSql;
using Npgsql;

namespace Portal.Jobs.Dispatching;

/// <summary>Hangfire's own tables, which lie in a schema of their own in the portal's database.</summary>
public static class JobsSchema
{
    private const string Name = "hangfire";

    /// <summary>Brings them to the form that this version needs; whoever calls it owns the database, and keeps others from doing the same.</summary>
    public static void Prepare(NpgsqlConnection connection) => PostgreSqlObjectsInstaller.Install(connection, Name);
}
