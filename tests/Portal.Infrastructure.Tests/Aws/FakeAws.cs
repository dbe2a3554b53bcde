using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A listener on loopback that lets every role be assumed and answers everything else as the test says.</summary>
public sealed class FakeAws : IAsyncDisposable
{
    public const string Account = "123456789012";
    public const string RequestId = "7a62c49f-347e-4fc4-9331-6e8e7a96aa73";
    private readonly WebApplication _listener;

    private FakeAws(WebApplication listener) => _listener = listener;

    public static AwsScope Scope { get; } = new(Account, "eu-west-1");

    /// <summary>Every call but the assuming of roles.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    public ConcurrentQueue<Call> RolesAssumed { get; } = new();

    /// <summary>What answers; by default an empty reply of AWS's.</summary>
    public Func<HttpContext, Task> Answers { get; set; } = context => Xml($"<Reply><requestId>{RequestId}</requestId><return>true</return></Reply>")(context);

    /// <summary>What answers a role's assuming; none for credentials that last an hour.</summary>
    public Func<HttpContext, Task>? AssumeRoleAnswers { get; set; }

    public Func<DateTimeOffset> Now { get; set; } = () => TimeProvider.System.GetUtcNow();

    public Uri Url => new(_listener.Urls.Single());

    /// <summary>Forms that need not wait for their turn.</summary>
    public static FormReads Forms() => new(new RequestBudget(Options.Create(new AwsOptions { RequestRates = [] }), TimeProvider.System), TimeProvider.System);

    public static async Task<FakeAws> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var aws = new FakeAws(builder.Build());
        aws._listener.Run(aws.AnswerAsync);
        await aws._listener.StartAsync(TestContext.Current.CancellationToken);
        return aws;
    }

    public static Func<HttpContext, Task> Xml(string body, int status = 200, string type = "text/xml") => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>A refusal in the form of EC2.</summary>
    public static Func<HttpContext, Task> Refuses(string code, string message = "No.", int status = 400) =>
        Xml($"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>{RequestId}</RequestID></Response>", status);

    /// <summary>A refusal in the form of STS and ELBv2.</summary>
    public static Func<HttpContext, Task> RefusesQuery(string code, string message = "No.", int status = 403) =>
        Xml($"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
            + $"<RequestId>{RequestId}</RequestId></ErrorResponse>", status);

    /// <summary>The reads and writes of the gateways on this listener.</summary>
    public AwsClients Clients(TimeProvider? time = null, Action<AwsOptions>? change = null)
    {
        var options = new AwsOptions { ServiceUrl = Url, AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = "not-a-secret" };
        change?.Invoke(options);
        return new(
            Options.Create(options), (account, _) => Task.FromResult(new AccountAccess(account, $"arn:aws:iam::{account}:role/Portal", "an-external-id")),
            time ?? TimeProvider.System);
    }

    public async ValueTask DisposeAsync() => await _listener.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var call = new Call(
            form.ToDictionary(field => field.Key, field => field.Value.ToString()), context.Request.Headers.UserAgent.ToString(),
            context.Request.Headers.Authorization.ToString());
        if (call.Action == "AssumeRole")
        {
            RolesAssumed.Enqueue(call);
            await (AssumeRoleAnswers ?? AssumedAsync)(context);
            return;
        }

        Calls.Enqueue(call);
        await Answers(context);
    }

    private Task AssumedAsync(HttpContext context) => Xml(
        $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
          <AccessKeyId>ASIA{RolesAssumed.Count}</AccessKeyId><SecretAccessKey>not-a-secret</SecretAccessKey><SessionToken>a-session</SessionToken>
          <Expiration>{Now().UtcDateTime.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration>
        </Credentials></AssumeRoleResult><ResponseMetadata><RequestId>{RequestId}</RequestId></ResponseMetadata></AssumeRoleResponse>
        """)(context);

    /// <summary>One request as it came.</summary>
    public sealed record Call(IReadOnlyDictionary<string, string> Form, string UserAgent, string Authorization)
    {
        public string Action => Form["Action"];
    }
}
