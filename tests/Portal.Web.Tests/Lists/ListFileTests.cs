using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;
using Portal.Web.Demo;
using Portal.Web.Security.Limits;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Security.Limits;

namespace Portal.Web.Tests.Lists;

/// <summary>Lists as files, as browsers and programs get them.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class ListFileTests(PortalCluster cluster)
{
    private static readonly string[] All = ["accounts", "audit", "connections", "invitations", "people", "reviews", "services", "teams"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_has_all_that_the_filters_leave_of_what_its_reader_may_see_and_no_formulas()
    {
        await using var host = await StartAsync(rows: 450);
        using var chen = await host.BrowserAsync("chen", Cancel);
        using var viktor = await host.BrowserAsync("viktor", Cancel);

        var all = await LinesAsync(chen, "/lists/connections.csv");
        var denied = await LinesAsync(chen, "/lists/connections.csv?stage=denied&cursor=nonsense&columns=stage");
        var none = await LinesAsync(viktor, "/lists/connections.csv");

        Assert.StartsWith("id,consumer,service,", all[0], StringComparison.Ordinal);
        Assert.Equal(1 + 450, all.Count);
        Assert.All(all.Skip(1), line => Assert.Contains(",'=HYPERLINK(1),", line, StringComparison.Ordinal));
        Assert.Equal(1 + 225, denied.Count);
        Assert.All(denied.Skip(1), line => Assert.Contains(",Rejected,", line, StringComparison.Ordinal));
        Assert.Single(none);
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public async Task A_provider_s_file_does_not_tell_of_the_consumer_s_network()
    {
        await using var host = await StartAsync(rows: 2);
        using var chen = await host.BrowserAsync("chen", Cancel);
        using var priya = await host.BrowserAsync("priya", Cancel);
        var vpc = SandboxSeed.Default.Account("storefront-prod").Vpc("storefront").VpcId;

        Assert.Contains(vpc, string.Join('\n', await LinesAsync(chen, "/lists/connections.csv")), StringComparison.Ordinal);
        var lines = await LinesAsync(priya, "/lists/connections.csv");
        Assert.Equal(3, lines.Count);
        Assert.DoesNotContain(vpc, string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_too_long_ends_with_a_line_that_says_so()
    {
        await using var host = await StartAsync(rows: 10_001);
        using var chen = await host.BrowserAsync("chen", Cancel);

        var lines = await LinesAsync(chen, "/lists/connections.csv");

        Assert.Equal(1 + 10_000 + 1, lines.Count);
        Assert.Equal("There are more than these 10,000. Narrow the filters to have the others.", lines[^1].Trim('"'));
    }

    [Fact]
    public async Task Nobody_gets_a_file_without_being_signed_in_and_a_program_needs_a_token_that_may_read()
    {
        await using var host = await StartAsync(rows: 1);
        using var nobody = host.Browser();
        using var program = await host.ProgramAsync("chen");
        using var gone = await host.BrowserAsync("nora", Cancel);
        foreach (var list in All)
        {
            using var refused = await nobody.GetAsync(Address($"/lists/{list}.csv"), Cancel);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            Assert.DoesNotContain("csv", refused.Content.Headers.ContentType?.MediaType ?? "", StringComparison.Ordinal);
        }

        Assert.Equal(2, (await LinesAsync(program, "/lists/connections.csv")).Count);
        await host.EndSessionsAsync();
        using var ended = await gone.GetAsync(Address("/lists/connections.csv"), Cancel);
        Assert.NotEqual(HttpStatusCode.OK, ended.StatusCode);
    }

    [Fact]
    public async Task Every_list_is_a_file_for_a_network_admin_and_those_of_all_people_for_nobody_else()
    {
        await using var host = await StartAsync(rows: 1);
        using var nora = await host.BrowserAsync("nora", Cancel);
        using var chen = await host.BrowserAsync("chen", Cancel);

        foreach (var list in All)
        {
            Assert.Contains(',', (await LinesAsync(nora, $"/lists/{list}.csv"))[0]);
        }

        foreach (var list in new[] { "people", "invitations" })
        {
            using var refused = await chen.GetAsync(Address($"/lists/{list}.csv"), Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_told()
    {
        await using var host = await StartAsync(rows: 1);
        using var chen = await host.BrowserAsync("chen", Cancel);

        using var refused = await chen.GetAsync(Address("/lists/connections.csv?search=a%00b"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("NUL", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>So many connections of Storefront with a service whose name would be a formula; every second one was rejected.</summary>
    private async Task<LimitedHost> StartAsync(int rows)
    {
        var host = await LimitedHost.StartAsync(cluster, new LimitSettings());
        await using var context = host.Open();
        var teams = await context.Teams.ToDictionaryAsync(team => team.Name, team => team.Id, Cancel);
        var (provider, consumer) = (SandboxSeed.Default.Account("payments-prod"), SandboxSeed.Default.Account("storefront-prod"));
        var (serves, asks) = (provider.Vpc("payments-core"), consumer.Vpc("storefront"));
        var now = TimeProvider.System.GetUtcNow();
        var service = EndpointService.Publish(
            teams["Payments Platform"],
            new("=HYPERLINK(1)", "For tests.", new(
                provider.AccountId, provider.Region, serves.VpcId, [.. serves.Subnets.Select(subnet => new ZonedSubnet(subnet.SubnetId, subnet.ZoneId))],
                [new("TCP", 443, new("TCP", 443, null, [new(TargetKind.Ip, serves.Instances[0].PrivateIp)]))], null),
                Audience.All, Audience.Nobody, new Dictionary<string, string>(), null), now);
        context.EndpointServices.Add(service);
        context.Connections.Add(Connection.Request(
            teams["Storefront"], teams["Payments Platform"],
            new(new(service.Id, provider.AccountId, provider.Region, consumer.AccountId, consumer.Region, asks.VpcId,
                    [new(asks.Subnets[0].SubnetId, asks.Subnets[0].ZoneId)], [asks.SecurityGroups[0].GroupId], false, null),
                "For a test.", new Dictionary<string, string>(), null),
            new Actor(Persona.Issuer, "chen", "Chen", [], []), now));
        await context.SaveChangesAsync(Cancel);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into connection select (jsonb_populate_record(connection, jsonb_build_object(
                'id', gen_random_uuid(), 'created_at', created_at - number * interval '1 second',
                'stage', case number % 2 when 1 then 'Denied' else 'Available' end))).*
            from connection, generate_series(1, {rows - 1}) as number
            """, Cancel);
        return host;
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(Address(address), Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address}: {reply.StatusCode} {text}");
        Assert.Equal("text/csv", reply.Content.Headers.ContentType?.MediaType);
        return text.TrimStart('﻿').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static Uri Address(string address) => new(address, UriKind.Relative);
}
