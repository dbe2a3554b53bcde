using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Jobs;
using Portal.Testing.Approvals;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Api;

public sealed class ApprovalRuleTests(PortalCluster cluster, ITestOutputHelper output)
{
    private const int Sequences = 30;
    private const int CallsEach = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_API_takes_no_sequence_of_calls_that_provisions_without_the_policy_satisfied()
    {
        await using var world = await PortalWorld.StartAsync(cluster, Cancel);
        var crowd = await ApprovalCrowd.GatherAsync(world, Cancel);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Without jobs what is approved stays where the approval brought it.
        await using var app = PortalApp.Build(builder, new PortalSetup(world.ConnectionString, world.Installation, new JobsOptions { Enabled = false }, world.PointAtSandbox, null, Story: false));
        await app.StartAsync(Cancel);
        using var door = new HttpDoor(new Uri(app.Urls.First() + "/api/v1/"), await TokensAsync(world, crowd));
        var tally = new ApprovalTally();
        for (var seed = 1; seed <= Sequences; seed++)
        {
            // Other sequences than those that are tried on the commands themselves.
            await new ApprovalSequence(world, crowd, door, tally, 10_000 + seed).RunAsync(CallsEach, Cancel);
            await crowd.ReturnAsync(Cancel);
        }

        output.WriteLine(tally.ToString());
        Assert.True(tally["left for Provisioning"] > 0 && tally[$"refused, decision: {Refusal.AskedForARound}"] > 0, tally.ToString());
        await app.StopAsync(Cancel);
    }

    /// <summary>Everybody has two, and uses them in turn.</summary>
    private static async Task<Dictionary<string, string[]>> TokensAsync(PortalWorld world, ApprovalCrowd crowd)
    {
        var tokens = new Dictionary<string, string[]>();
        foreach (var name in crowd.Names)
        {
            var person = world.Cast.Stranger with { Subject = name };
            tokens[name] = [await world.IssueTokenAsync(person, Cancel), await world.IssueTokenAsync(person, Cancel)];
        }

        return tokens;
    }

    /// <summary>The REST API, as a program calls it.</summary>
    private sealed class HttpDoor(Uri root, Dictionary<string, string[]> tokens) : ApprovalDoor, IDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = root };
        private int _calls;

        public override async Task<(Guid Id, string? Refusal)> RequestAsync(string who, RequestConnectionInput input, CancellationToken cancellationToken)
        {
            using var reply = await SendAsync(who, HttpMethod.Post, "connections", input, cancellationToken);
            return reply.IsSuccessStatusCode ? ((await reply.ReadAsync()).GetProperty("id").GetGuid(), null) : (Guid.Empty, await RefusalAsync(reply));
        }

        public override Task<string?> ResubmitAsync(string who, Guid id, RequestConnectionInput input, CancellationToken cancellationToken) =>
            TryAsync(who, HttpMethod.Post, $"connections/{id}/submission", input, cancellationToken);

        public override Task<string?> DescribeAsync(string who, Guid id, string reference, CancellationToken cancellationToken) =>
            TryAsync(who, HttpMethod.Patch, $"connections/{id}", new { externalReference = reference }, cancellationToken);

        public override Task<string?> RenewAsync(string who, Guid id, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
            TryAsync(who, HttpMethod.Post, $"connections/{id}/renew", new { endsAt }, cancellationToken);

        public override Task<string?> EndAsync(string who, Guid id, CancellationToken cancellationToken) =>
            TryAsync(who, HttpMethod.Delete, $"connections/{id}", null, cancellationToken);

        public override Task<string?> DecideAsync(string who, Guid reviewId, DecisionInput input, CancellationToken cancellationToken) =>
            TryAsync(who, HttpMethod.Post, $"reviews/{reviewId}/decisions", input, cancellationToken);

        public void Dispose() => _client.Dispose();

        private async Task<string?> TryAsync(string who, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        {
            using var reply = await SendAsync(who, method, path, body, cancellationToken);
            return await RefusalAsync(reply);
        }

        private Task<HttpResponseMessage> SendAsync(string who, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        {
            var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[who][_calls++ % 2]);
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            return _client.SendAsync(request, cancellationToken);
        }

        /// <summary>A failure of the portal is no refusal.</summary>
        private static async Task<string?> RefusalAsync(HttpResponseMessage reply) =>
            (int)reply.StatusCode < 400 ? null
            : (int)reply.StatusCode < 500 ? await reply.Content.ReadAsStringAsync(Cancel)
            : throw new InvalidOperationException($"{reply.StatusCode}: {await reply.Content.ReadAsStringAsync(Cancel)}");
    }
}
