using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tests.Judges.Tours;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>The table of operations in the sandbox's README, which is made here.</summary>
public sealed partial class CoverageTests
{
    private const string Begin = "<!-- coverage -->\n";
    private const string End = "<!-- /coverage -->";

    private static readonly IReadOnlyList<(string Name, string File, Func<string, string> Pattern)> Clients =
    [
        ("boto3", "boto3_flow.py", action => $@"\b{LaterCapitals().Replace(action, "_$1").ToLowerInvariant()}\b"),
        ("CLI", "cli_flow.sh", action => $@"(?<![\w-]){LaterCapitals().Replace(action, "-$1").ToLowerInvariant()}(?![\w-])"),
        ("JavaScript", "JavaScript/flow.mjs", action => $@"\b{action}Command\b"),
    ];

    [Fact]
    public async Task The_README_tells_what_the_sandbox_covers_and_who_judges_it()
    {
        var path = Path.Combine(ForeignClient.Folder, "../../../Portal.Sandbox/README.md");
        var before = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var (begin, end) = (before.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, before.IndexOf(End, StringComparison.Ordinal));
        var after = before[..begin] + Table(await Tour.Taken) + before[end..];
        if (Environment.GetEnvironmentVariable("SANDBOX_COVERAGE") == "write")
        {
            await File.WriteAllTextAsync(path, after, TestContext.Current.CancellationToken);
            return;
        }

        Assert.True(
            before == after,
            "The table in Portal.Sandbox/README.md is stale. Run SANDBOX_COVERAGE=write ./test --project Sandbox Coverage and commit what it wrote.");
    }

    private static string Table(IReadOnlyList<Verdict> verdicts)
    {
        var scripts = Clients.ToDictionary(client => client.Name, client => File.ReadAllText(Path.Combine(ForeignClient.Folder, client.File)));
        var operations = AwsApi.All.SelectMany(
            api => OperationTable.All.Where(operation => operation.Api == api).OrderBy(operation => operation.Action, StringComparer.Ordinal));
        var rows = operations.Select(operation => Row(
            operation, [.. verdicts.Where(verdict => verdict.Service == operation.Api.Service && verdict.Action == operation.Action)], scripts));
        return "| operation | states | refusals | filters | judges beside the models |\n|---|---|---|---|---|\n" + string.Concat(rows);
    }

    private static string Row(Operation operation, List<Verdict> verdicts, Dictionary<string, string> scripts)
    {
        var states = Listed(verdicts.SelectMany(verdict => verdict.States));
        var refusals = Listed(verdicts.SelectMany(verdict => verdict.Refusals));
        var filters = Listed(operation is IFiltered filtered ? filtered.FilterNames : []);
        var judges = Clients.Where(client => Regex.IsMatch(scripts[client.Name], client.Pattern(operation.Action))).Select(client => client.Name);
        return $"| {operation.Api.Service} `{operation.Action}` | {states} | {refusals} | {filters} | {string.Join(", ", judges)} |\n";
    }

    private static string Listed(IEnumerable<string> values) => string.Join(", ", values.Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex LaterCapitals();
}
