using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Portal.Web.Tests.Api;

/// <summary>Nothing is accepted and then not done: every route refuses by name what it does not take.</summary>
public sealed class UnknownMemberTests(ApiHost host)
{
    private const string Unknown = "0190c0de-0000-7000-8000-000000000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<(string Method, string Path, Type? Body)> Routes =>
        from route in host.Routes
        let pattern = route.RoutePattern.RawText!
        where pattern.StartsWith("/api/v1/", StringComparison.Ordinal) && !pattern.Contains('*', StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        where method != "GET"
        let path = pattern["/api/v1/".Length..].Replace("{id:guid}", Unknown, StringComparison.Ordinal)
            .Replace("{accountId}", "310000000001", StringComparison.Ordinal).Replace("{vpcEndpointId}", "vpce-0123456789abcdef0", StringComparison.Ordinal)
            .Replace("{key}", "Owner", StringComparison.Ordinal).Replace("{personId:guid}", Unknown, StringComparison.Ordinal)
            .Replace("{teamId:guid}", Unknown, StringComparison.Ordinal).Replace("{tokenId:guid}", Unknown, StringComparison.Ordinal)
        select (method, path, route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType);

    [Fact]
    public async Task Every_route_refuses_a_member_that_it_does_not_know_by_its_name()
    {
        using var nora = host.As("Nora");
        var routes = Routes.ToList();
        Assert.True(routes.Count >= 30, $"{routes.Count}");
        foreach (var (method, path, _) in routes)
        {
            await IsRefusedAsync(nora, method, path, "nobodyKnowsThis");
        }
    }

    [Fact]
    public async Task What_a_body_computes_from_its_members_cannot_be_sent()
    {
        using var nora = host.As("Nora");
        foreach (var (method, path, body) in Routes.Where(route => route.Body is not null))
        {
            // What can be set is a parameter of the record.
            var taken = body!.GetConstructors().MaxBy(one => one.GetParameters().Length)!.GetParameters().Select(one => one.Name).ToHashSet();
            foreach (var computed in body.GetProperties().Where(member => !taken.Contains(member.Name)))
            {
                await IsRefusedAsync(nora, method, path, JsonNamingPolicy.CamelCase.ConvertName(computed.Name));
            }
        }
    }

    [Fact]
    public async Task A_change_says_of_each_member_that_is_shown_and_cannot_be_changed_that_it_cannot()
    {
        var connection = await host.RequestConnectionAsync();
        using var chen = host.As("Chen");
        using var priya = host.As("Priya");
        foreach (var (client, path, fixedOnes) in new[]
        {
            (chen, $"connections/{connection}", new[] { "accountId", "region", "vpcId", "stage", "serviceId", "planHash", "version", "id", "cutOff" }),
            (priya, $"services/{host.ServiceId}", ["region", "stage", "zoneIds", "providerTeam", "version", "id"]),
        })
        {
            foreach (var member in fixedOnes)
            {
                Assert.Contains("cannot be changed here", await IsRefusedAsync(client, "PATCH", path, member), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("connections", """{"subnets": [{"subnetId": "subnet-1", "ipv6": "::1"}]}""", "ipv6")]
    [InlineData("services", """{"listeners": [{"targetGroup": {"healthCheck": {"matcher": "200"}}}]}""", "matcher")]
    public async Task A_member_that_is_unknown_deep_inside_is_named_too(string path, string body, string member)
    {
        using var nora = host.As("Nora");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await nora.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.Equal([member], await reply.FieldsAsync());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"now\"")]
    [InlineData("{")]
    public async Task Where_nothing_is_read_only_an_empty_object_passes_for_nothing(string body)
    {
        using var nora = host.As("Nora");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await nora.PostAsync(new Uri($"connections/{Unknown}/retry", UriKind.Relative), content, Cancel);
        using var empty = await nora.PostAsJsonAsync($"connections/{Unknown}/retry", new { }, Cancel);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (reply.StatusCode, empty.StatusCode));
        Assert.Equal(["body"], await reply.FieldsAsync());
    }

    private static async Task<string> IsRefusedAsync(HttpClient client, string method, string path, string member)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = JsonContent.Create(new JsonObject { [member] = "x" }) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var reply = await client.SendAsync(request, Cancel);
        var told = await reply.ReadAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.UnprocessableEntity, $"{method} {path} {member}: {(int)reply.StatusCode} {told}");
        Assert.Equal([member], await reply.FieldsAsync());
        return told.GetProperty("errors").GetProperty(member)[0].GetString()!;
    }
}
