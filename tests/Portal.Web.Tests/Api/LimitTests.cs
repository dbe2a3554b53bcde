using System.Net;
using System.Net.Http.Json;
using System.Text;
using Portal.Web.Api;

namespace Portal.Web.Tests.Api;

/// <summary>There is an end to what one request may send, and the answer says so.</summary>
public sealed class LimitTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_body_that_is_too_large_is_refused_with_the_limit_whether_or_not_its_length_is_announced(bool announced, bool withKey)
    {
        using var chen = host.As("Chen");
        var body = Encoding.UTF8.GetBytes($$"""{"justification": "{{new string('x', BodyLimit.MostBytes)}}"}""");
        using HttpContent content = announced ? new ByteArrayContent(body) : new Unannounced(body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "connections") { Content = content };
        // As a client does that would rather hear it before it has sent all.
        request.Headers.ExpectContinue = true;
        if (withKey)
        {
            request.Headers.Add("Idempotency-Key", "too-large");
        }

        using var reply = await chen.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains("2,097,152 bytes", (await reply.ReadAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reviews/0190c0de-0000-7000-8000-000000000000/decisions", "{\"decision\": ", "}", "24 levels")]
    [InlineData("connections", "{\"nobodyKnowsThis\": ", "}", "no such member")]
    [InlineData("connections/0190c0de-0000-7000-8000-000000000000/retry", "", "", "Nothing is read here")]
    public async Task A_body_that_is_nested_too_deep_is_refused_with_the_limit_where_it_would_be_read(string path, string before, string after, string words)
    {
        using var nora = host.As("Nora");
        using var content = new StringContent($"{before}{new string('[', 30)}{new string(']', 30)}{after}", Encoding.UTF8, "application/json");
        using var reply = await nora.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.Single(await reply.FieldsAsync());
        Assert.Contains(words, await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_refused_with_its_limit_alone()
    {
        using var chen = host.As("Chen");
        using var reply = await chen.PostAsJsonAsync(
            "connections", new { subnets = Enumerable.Range(0, 20_000).Select(number => new { subnetId = $"subnet-{number}" }) }, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(["subnets"], await reply.FieldsAsync());
        Assert.Contains("at most 100 subnets; there are 20,000", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>Sent in pieces, without saying how many there will be.</summary>
    private sealed class Unannounced(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
