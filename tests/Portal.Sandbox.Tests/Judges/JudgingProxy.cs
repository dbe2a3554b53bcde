using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>Stands before the sandbox, passes everything on byte for byte and lets the judge see it: for clients that run in a process of their own.</summary>
internal sealed class JudgingProxy : IAsyncDisposable
{
    private readonly HttpClient _sandbox = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly ConcurrentQueue<string> _objections = new();
    private readonly WebApplication _app;
    private readonly Uri _target;
    private readonly WireJudge _judge;

    private JudgingProxy(WebApplication app, Uri target, WireJudge judge)
    {
        (_app, _target, _judge) = (app, target, judge);
        app.Run(PassAsync);
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    /// <summary>What the model does not allow.</summary>
    public IReadOnlyList<string> Objections => [.. _objections.Distinct()];

    public static async Task<JudgingProxy> StartAsync(Uri target, WireJudge judge)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var proxy = new JudgingProxy(builder.Build(), target, judge);
        await proxy._app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _sandbox.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Copy(context.Request, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, body.ToArray());
        using var response = await _sandbox.SendAsync(request, context.RequestAborted);
        var reply = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        foreach (var objection in _judge.Judge(Read(context.Request, body.ToArray(), (int)response.StatusCode, reply)))
        {
            _objections.Enqueue(objection);
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Date")))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await context.Response.Body.WriteAsync(reply, context.RequestAborted);
    }

    private static Exchange Read(HttpRequest request, byte[] body, int status, byte[] reply) => Exchange.Read(
        request.Headers.Authorization, (request.Method, request.Path.Value ?? "", request.QueryString.Value ?? ""), body, status, reply);

    // The host is signed: the sandbox must see the one that the client meant.
    private HttpRequestMessage Copy(HttpRequest from, string target, byte[] body)
    {
        var copy = new HttpRequestMessage(new(from.Method), new Uri(_target, target)) { Content = new ByteArrayContent(body) };
        foreach (var header in from.Headers.Where(header => header.Key != "Content-Length"))
        {
            if (!copy.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        return copy;
    }
}
