using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

/// <summary>Lists of connections among several thousand of them.</summary>
public sealed class ConnectionListTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const int Others = 5_000;

    // Names, teams and the like of what is found; nothing is found.
    private const double MostRowsTouched = 20;

    [Fact]
    public async Task A_stage_without_a_connection_is_found_out_without_reading_the_teams_connections()
    {
        await using var world = await StartAsync();
        var one = await world.StoreConnectionAsync(await world.StoreServiceAsync(Cancel), world.Clock.GetUtcNow(), Cancel);
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlAsync($"update connection set stage = 'Available' where id = {one}", Cancel);
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into connection
                select (jsonb_populate_record(connection, jsonb_build_object(
                    'id', gen_random_uuid(), 'created_at', connection.created_at - number * interval '1 minute'))).*
                from connection, generate_series(1, {Others}) as number
                """, Cancel);
            await context.Database.ExecuteSqlAsync($"analyze", Cancel);
        }

        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora })
        {
            var contexts = new CountedContexts(world);
            var connections = new ConnectionQueries(contexts, TimeProvider.System);
            Assert.Equal(50, (await connections.ListAsync(reader, ConnectionFilter.At(ConnectionStage.Available), null, 50, Cancel)).Items.Count);
            contexts.Clear();

            Assert.Empty((await connections.ListAsync(reader, ConnectionFilter.At(ConnectionStage.Disconnected), null, 50, Cancel)).Items);

            var touched = await TouchedAsync(world, Assert.Single(contexts.Sent));
            Assert.True(touched < MostRowsTouched, $"{reader.Name}: {touched} rows were touched.");
        }
    }

    /// <summary>How many rows all parts of the plan gave and threw away.</summary>
    private static async Task<double> TouchedAsync(PortalWorld world, SentCommand command)
    {
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var explain = connection.CreateCommand();
#pragma warning disable CA2100 // It is what the portal has just sent.
        explain.CommandText = $"explain (analyze, format json) {command.Text}";
#pragma warning restore CA2100
        explain.Parameters.AddRange(command.Parameters.Select(parameter => new NpgsqlParameter(parameter.Name, parameter.Value)).ToArray());
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(Cancel))!);
        return Touched(plan.RootElement[0].GetProperty("Plan"));
    }

    private static double Touched(JsonElement node)
    {
        var loops = Number(node, "Actual Loops");
        var own = loops * (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck"));
        return own + (node.TryGetProperty("Plans", out var parts) ? parts.EnumerateArray().Sum(Touched) : 0);
    }

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
