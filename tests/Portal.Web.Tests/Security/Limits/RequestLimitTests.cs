using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.Testing.Worlds;
using Portal.Web.Security.Limits;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Security.Limits;

/// <summary>Whoever asks too often is told when to come again, and nobody else notices.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class RequestLimitTests(PortalCluster cluster)
{
    private static readonly Uri Me = new("me", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_of_guessed_tokens_is_refused_by_address_leaves_one_line_and_troubles_nobody_who_is_known()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { AddressPerMinute = 100 });
        using var chen = await host.ProgramAsync("chen");
        using (var before = await chen.GetAsync(Me, Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var lines = (await host.HistoryAsync()).Count;
        var (refused, turnedAway) = (0, 0);
        var inParallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_500), inParallel, async (guess, cancel) =>
        {
            using var guesser = host.With($"guess-{guess}");
            using var reply = await guesser.GetAsync(Me, cancel);
            Interlocked.Increment(ref reply.StatusCode == HttpStatusCode.Unauthorized ? ref refused : ref turnedAway);
            if (reply.StatusCode != HttpStatusCode.Unauthorized)
            {
                await IsTooManyAsync(reply, "Your address");
            }

            if (guess % 100 == 0)
            {
                using var known = await chen.GetAsync(Me, cancel);
                Assert.Equal(HttpStatusCode.OK, known.StatusCode);
            }
        });

        Assert.True(refused is >= 100 and < 500, $"{refused} guesses were looked for, {turnedAway} were not");
        var written = (await host.HistoryAsync()).OrderBy(row => row.At).Skip(lines).ToList();
        Assert.InRange(written.Count, 1, 3);
        Assert.All(written, row => Assert.Equal("access.refused", row.Action));
    }

    [Fact]
    public async Task A_token_over_its_limit_is_refused_while_another_one_and_the_browser_of_the_same_person_are_not()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { TokenPerMinute = 10 });
        using var greedy = await host.ProgramAsync("chen", "greedy");
        using var modest = await host.ProgramAsync("chen", "modest");
        using var browser = await host.BrowserAsync("chen", Cancel);

        await SpendAsync(greedy, 10, "This token");

        await IsOkAsync(modest, Me);
        await IsOkAsync(browser, new Uri("/tokens", UriKind.Relative));
        await IsOkAsync(browser, new Uri("/openapi/v1.json", UriKind.Relative));
    }

    [Fact]
    public async Task A_persons_limit_holds_over_all_of_their_tokens_and_for_nobody_else()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { PersonPerMinute = 12 });
        using var first = await host.ProgramAsync("chen", "first");
        using var second = await host.ProgramAsync("chen", "second");
        using var amara = await host.ProgramAsync("amara");
        for (var number = 0; number < 6; number++)
        {
            await IsOkAsync(first, Me);
        }

        await SpendAsync(second, 6, "One person");

        await IsOkAsync(amara, Me);
    }

    [Fact]
    public async Task A_teams_limit_holds_over_two_tokens_of_two_people_and_for_no_other_team()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { TeamPerMinute = 12 });
        await host.JoinAsync("amara", "chen");
        using var chen = await host.ProgramAsync("chen");
        using var amara = await host.ProgramAsync("amara");
        using var priya = await host.ProgramAsync("priya");
        for (var number = 0; number < 6; number++)
        {
            await IsOkAsync(chen, Me);
        }

        await SpendAsync(amara, 6, "One team");

        await IsOkAsync(priya, Me);
    }

    [Fact]
    public async Task Strangers_who_ask_for_too_many_pages_are_told_when_to_come_again_and_whoever_is_signed_in_is_not()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { AddressPerMinute = 20 });
        using var chen = await host.BrowserAsync("chen", Cancel);
        using var stranger = host.Browser();
        HttpStatusCode last;
        var asked = 0;
        do
        {
            using var reply = await stranger.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancel);
            last = reply.StatusCode;
            Assert.Equal(last == HttpStatusCode.TooManyRequests, reply.Headers.RetryAfter is not null);
            Assert.True(++asked < 100, "Nobody was refused");
        }
        while (last == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await IsOkAsync(chen, new Uri("/connections", UriKind.Relative));
        await IsOkAsync(stranger, new Uri("/portal.css", UriKind.Relative));
    }

    [Fact]
    public async Task A_browser_that_asks_for_too_many_pages_is_told_when_to_come_again()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings { BrowserPerMinute = 5 });
        using var chen = await host.BrowserAsync("chen", Cancel);
        for (var number = 0; number < 5; number++)
        {
            await IsOkAsync(chen, new Uri("/connections", UriKind.Relative));
        }

        using var reply = await chen.GetAsync(new Uri("/connections", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Contains("5 requests a minute", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task IsOkAsync(HttpClient client, Uri address)
    {
        using var reply = await client.GetAsync(address, Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address}: {reply.StatusCode} {await reply.Content.ReadAsStringAsync(Cancel)}");
    }

    /// <summary>At least so many are answered, and soon after that none for a while.</summary>
    private static async Task SpendAsync(HttpClient program, int room, string who)
    {
        for (var number = 0; number < 10 * room; number++)
        {
            using var reply = await program.GetAsync(Me, Cancel);
            if (reply.StatusCode != HttpStatusCode.OK)
            {
                Assert.True(number >= room, $"Only {number} were answered");
                await IsTooManyAsync(reply, who);
                return;
            }
        }

        Assert.Fail("Nobody was refused");
    }

    private static async Task IsTooManyAsync(HttpResponseMessage reply, string who)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.InRange(int.Parse(Assert.Single(reply.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
        using var problem = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Cancel));
        Assert.StartsWith(who, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
