using System.Collections.Concurrent;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Tests.Aws.ElasticLoadBalancingV2;

/// <summary>A listener on loopback that writes down what it gets and answers from a script; the last reply of the script repeats.</summary>
public sealed class ScriptedAws : IAsyncDisposable
{
    private readonly ConcurrentQueue<(int Status, string Body)> _script = new();
    private readonly WebApplication _listener;
    private (int Status, string Body) _last = (200, "<Empty/>");

    private ScriptedAws(WebApplication listener) => _listener = listener;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public IReadOnlyDictionary<string, string> Sent => Assert.Single(Calls).Form;

    public string Url => _listener.Urls.Single();

    public static async Task<ScriptedAws> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var aws = new ScriptedAws(builder.Build());
        aws._listener.Run(aws.AnswerAsync);
        await aws._listener.StartAsync(TestContext.Current.CancellationToken);
        return aws;
    }

    public ScriptedAws Replies(string body, int status = 200)
    {
        _script.Enqueue((status, body));
        return this;
    }

    public ScriptedAws Fails(string code, string message = "No.", int status = 400) => Replies(
        $"""
        <ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
          <Error><Type>{(status < 500 ? "Sender" : "Receiver")}</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>11111111-2222-3333-4444-555555555555</RequestId>
        </ErrorResponse>
        """,
        status);

    public AmazonElasticLoadBalancingV2Config Config() => new()
    {
        ServiceURL = Url,
        AuthenticationRegion = "eu-central-1",
        IgnoreConfiguredEndpointUrls = true,
    };

    public AmazonElasticLoadBalancingV2Client Client(Action<AmazonElasticLoadBalancingV2Config>? change = null)
    {
        var config = Config();
        change?.Invoke(config);
        return new(new SessionAWSCredentials("AKIDEXAMPLE", "not-a-secret", "a-session"), config);
    }

    public async ValueTask DisposeAsync() => await _listener.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Calls.Enqueue(new(
            form.ToDictionary(field => field.Key, field => field.Value.ToString()),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        _last = _script.TryDequeue(out var next) ? next : _last;
        context.Response.StatusCode = _last.Status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(_last.Body, context.RequestAborted);
    }

    /// <summary>One request as it came.</summary>
    public sealed record Call(IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, string> Headers);
}
