using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Testing.Postgres;

namespace Portal.Infrastructure.Tests.Data;

public sealed class MigrationTests(EmptyCluster cluster) : IClassFixture<EmptyCluster>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_twice_changes_nothing_and_keeps_the_installation()
    {
        var database = await cluster.CreateDatabaseAsync();
        await PortalDatabase.MigrateAsync(database, Cancel);
        var first = await InstallationAsync(database);

        await PortalDatabase.MigrateAsync(database, Cancel);

        Assert.Equal(first, await InstallationAsync(database));
    }

    [Fact]
    public async Task Three_that_migrate_an_empty_database_at_once_all_succeed()
    {
        var database = await cluster.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PortalDatabase.MigrateAsync(database, Cancel)));

        await using var context = PortalDatabase.Open(database);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
        Assert.Equal(1, await context.Installations.CountAsync(Cancel));
    }

    [Fact]
    public async Task Three_that_find_no_database_at_all_make_it_once()
    {
        var missing = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync()) { Database = "made_by_three" }.ConnectionString;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PortalDatabase.MigrateAsync(missing, Cancel)));

        Assert.NotEqual(Guid.Empty, await InstallationAsync(missing));
    }

    [Fact]
    public async Task The_model_says_nothing_that_the_migrations_do_not_make()
    {
        await using var context = PortalDatabase.Open(await cluster.CreateDatabaseAsync());
        Assert.False(context.Database.HasPendingModelChanges());
    }

    private static async Task<Guid> InstallationAsync(string database)
    {
        await using var context = PortalDatabase.Open(database);
        return (await InstallationId.ReadAsync(context, Cancel)).Value;
    }
}

/// <summary>A PostgreSQL whose databases begin empty.</summary>
public sealed class EmptyCluster : PostgresCluster;
