using Portal.Benchmarks;

// dotnet run -c Release --project tests/Portal.Benchmarks -- <name>
var benchmarks = new Dictionary<string, Func<Task<IReadOnlyList<Comparison>>>>
{
    ["sandbox-describe"] = SandboxDescribe.RunAsync,
};

if (args is not [var name] || !benchmarks.TryGetValue(name, out var run))
{
    await Console.Error.WriteLineAsync($"Name one benchmark: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

var comparisons = await run();
foreach (var comparison in comparisons)
{
    Console.WriteLine(comparison);
}

return comparisons.All(comparison => comparison.Holds) ? 0 : 1;
