using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Sandbox.Tests.Control;

/// <summary>Runs every example of the README against a sandbox, in the order in which they stand there.</summary>
public sealed partial class ReadmeExampleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_example_of_the_control_api_works_as_it_is_written()
    {
        await using var scene = await Scene.StartAsync();
        var endpoint = (await scene.ConnectAsync(await scene.PublishAsync(), "app-az1")).VpcEndpointId;
        var variables = new Dictionary<string, string> { ["ENDPOINT"] = endpoint };
        var used = new HashSet<string>();
        foreach (var line in Examples())
        {
            var example = Example().Match(line);
            Assert.True(example.Success, $"This example has a form that the test does not know: {line}");
            var method = example.Groups["method"].Value is { Length: > 0 } named ? named : "GET";
            var (path, body) = (Filled(example.Groups["path"].Value), Filled(example.Groups["body"].Value));
            using var request = new HttpRequestMessage(new(method), scene.Sandbox.Control.BaseAddress + path.TrimStart('/'));
            request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var reply = await scene.Sandbox.Control.SendAsync(request, Cancel);
            var text = await reply.Content.ReadAsStringAsync(Cancel);
            Assert.True(reply.IsSuccessStatusCode, $"{line}\n{(int)reply.StatusCode} {text}");
            used.Add($"{method} /{path.TrimStart('/').Split('/', '?')[0]}");
            if (example.Groups["name"].Value is { Length: > 0 } name)
            {
                variables[name] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            }
        }

        Assert.Equal([], Documented().Except(used));

        string Filled(string text) =>
            Variable().Replace(text.Replace("'$ENDPOINT'", "$ENDPOINT", StringComparison.Ordinal), match => variables[match.Groups[1].Value]);
    }

    private static IEnumerable<string> Examples() =>
        Block().Matches(File.ReadAllText(Path.Combine(Readme.Directory, "README.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Method and first part of the path of every call in the README's table; the health check and parts of the settings go without an example.
    /// </summary>
    private static IEnumerable<string> Documented() =>
        Call().Matches(File.ReadAllText(Path.Combine(Readme.Directory, "README.md")))
            .Select(call => call.Groups[1].Value).Distinct()
            .Where(call => call != "GET /health");

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""^((?<name>[A-Z]+)=\$\()?curl( -X (?<method>[A-Z]+))? "\$CONTROL(?<path>[^"]*)"( -d '(?<body>.*)')?(?(name) \| jq -r \.id\))$""")]
    private static partial Regex Example();

    [GeneratedRegex(@"\$([A-Z]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"`((?:GET|PUT|POST|DELETE) /[a-z]+)")]
    private static partial Regex Call();
}
