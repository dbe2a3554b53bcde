using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>The portal's host as a process of its own, and its API as one of the demo's people.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    // An embedded server's own mark that it runs: its watchdog stops it when the host is gone by any means, and it takes the mark away last.
    private readonly string _postmaster;
    private readonly ChildProcess _process;
    private readonly HttpClient _http;
    private readonly IReadOnlyDictionary<string, string> _tokens;

    private PortalProcess(ChildProcess process, string folder, Uri address, IReadOnlyDictionary<string, string> tokens)
    {
        (_process, Address, _tokens) = (process, address, tokens);
        _postmaster = Path.Combine(folder, "postgres", "data", "postmaster.pid");
        _http = new HttpClient { BaseAddress = new Uri(address, "api/v1/"), Timeout = TimeSpan.FromSeconds(90) };
    }

    public Uri Address { get; }

    /// <summary>What it has written into its log, line by line.</summary>
    public IReadOnlyList<string> Log => _process.Said().Split(Environment.NewLine);

    /// <summary>A host on a database and a simulated AWS that outlive it.</summary>
    /// <param name="works">Whether it takes jobs.</param>
    public static Task<PortalProcess> StartAsync(
        string folder, string connectionString, SandboxProcess sandbox, CancellationToken cancellationToken, bool works = true) =>
        StartAsync(folder, [], new Dictionary<string, string>
        {
            ["ConnectionStrings__Portal"] = connectionString,
            ["Portal__Sandbox__AwsUrl"] = sandbox.Aws.ToString(),
            ["Portal__Dns__Servers__0"] = sandbox.Dns,
            ["Portal__Sandbox__ControlUrl"] = sandbox.Control.ToString(),
            ["Portal__Sandbox__Story"] = "false",
            ["Portal__Jobs__Enabled"] = works ? "true" : "false",
        }, cancellationToken);

    /// <summary>A host with a database and a simulated AWS of its own, as <c>./run</c> starts it.</summary>
    public static Task<PortalProcess> StartAloneAsync(string folder, CancellationToken cancellationToken, params string[] more) =>
        StartAsync(folder, more, new Dictionary<string, string> { ["Portal__Sandbox__Story"] = "false" }, cancellationToken);

    /// <summary>The same with settings of the test's own.</summary>
    public static Task<PortalProcess> StartAloneAsync(string folder, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(folder, [], new(settings) { ["Portal__Sandbox__Story"] = "false" }, cancellationToken);

    /// <summary>A host on real AWS, or on what stands in for it: nobody gets in but by an identity provider.</summary>
    public static Task<PortalProcess> StartOnAwsAsync(
        string folder, int port, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(folder, [], new(settings), cancellationToken, port);

    /// <summary>The same with what the demo's people have done; at a port that an earlier one had, or at any.</summary>
    public static Task<PortalProcess> StartDemoAsync(string folder, int port, CancellationToken cancellationToken) =>
        StartAsync(folder, [], [], cancellationToken, port);

    private static async Task<PortalProcess> StartAsync(
        string folder, string[] more, Dictionary<string, string> environment, CancellationToken cancellationToken, int port = 0)
    {
        var process = ChildProcess.Start("Portal.Web", ["--port", $"{port}", "--data", folder, .. more], environment);
        var said = await process.LineAsync("PrivateLink Portal is at ", cancellationToken);
        return new(process, folder, new Uri(said.Split(' ')[0]), await TokensAsync(Path.Combine(folder, "endpoints.json"), cancellationToken));
    }

    /// <returns>By first name; of nobody where nobody is a demo's person.</returns>
    private static async Task<Dictionary<string, string>> TokensAsync(string endpoints, CancellationToken cancellationToken) => !File.Exists(endpoints)
        ? []
        : JsonDocument.Parse(await File.ReadAllTextAsync(endpoints, cancellationToken)).RootElement.GetProperty("personas").EnumerateArray().ToDictionary(
            persona => persona.GetProperty("name").GetString()!.Split(' ')[0], persona => persona.GetProperty("token").GetString()!);

    public async Task<JsonElement> GetAsync(string who, string path, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Get, who, path, null, cancellationToken);

    public async Task<JsonElement> PostAsync(string who, string path, object body, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, who, path, body, cancellationToken);

    public async Task DeleteAsync(string who, string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, who, path, null);
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        await SendAsync(request, cancellationToken);
    }

    public async Task<JsonElement> PatchAsync(string who, string path, object body, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Patch, who, path, body);
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>When AWS was last compared with what is wanted of the service or connection.</summary>
    public async Task<DateTimeOffset> ObservedAtAsync(string who, string path, CancellationToken cancellationToken) =>
        (await GetAsync(who, path, cancellationToken)).GetProperty("sync").GetProperty("observedAt").GetDateTimeOffset();

    /// <summary>Completes when AWS, looked at after that time, shows the service or connection as it is wanted.</summary>
    public async Task InSyncAsync(string who, string path, DateTimeOffset after, CancellationToken cancellationToken)
    {
        while ((await GetAsync(who, path, cancellationToken)).GetProperty("sync") is var sync
            && (sync.GetProperty("state").GetString() != "inSync" || sync.GetProperty("observedAt").GetDateTimeOffset() <= after))
        {
            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    /// <summary>Completes when the service or connection has come to the stage.</summary>
    public async Task<JsonElement> StageAsync(string who, string path, string stage, CancellationToken cancellationToken)
    {
        while (true)
        {
            var subject = await GetAsync(who, path, cancellationToken);
            if (subject.GetProperty("stage").GetString() == stage)
            {
                return subject;
            }

            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    /// <summary>Asks for something, and takes every answer as one.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string who, string path, CancellationToken cancellationToken)
    {
        using var request = Request(method, who, path, null);
        return await _http.SendAsync(request, cancellationToken);
    }

    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc cref="ChildProcess.FreezeAsync"/>
    public Task FreezeAsync(CancellationToken cancellationToken) => _process.FreezeAsync(cancellationToken);

    /// <inheritdoc cref="ChildProcess.ThawAsync"/>
    public Task ThawAsync(CancellationToken cancellationToken) => _process.ThawAsync(cancellationToken);

    /// <inheritdoc cref="ChildProcess.InterruptAsync"/>
    public Task<(int ExitCode, string Said)> InterruptAsync(CancellationToken cancellationToken) => _process.InterruptAsync(cancellationToken);

    /// <summary>Kills the host, and completes when its embedded database, if it has one, has left the folder too.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        for (var waited = TimeSpan.Zero; File.Exists(_postmaster) && waited < TimeSpan.FromMinutes(1); waited += LookAgain)
        {
            await Task.Delay(LookAgain);
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string who, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = Request(method, who, path, body);
        return await SendAsync(request, cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod method, string who, string path, object? body) => new(method, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _tokens[who]) },
        Content = body is null ? null : JsonContent.Create(body),
    };

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var reply = await _http.SendAsync(request, cancellationToken);
        var text = await reply.Content.ReadAsStringAsync(cancellationToken);
        return reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri}: {(int)reply.StatusCode} {text}"));
    }
}
