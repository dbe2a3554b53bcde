using System.Text.Json;

namespace Portal.Sandbox;

/// <summary>How the simulated AWS behaves: how fast it moves, which of two possible answers it gives, and how many calls it takes.</summary>
public sealed record SandboxSettings
{
    public SandboxDelays Delays { get; init; } = SandboxDelays.Demo;

    public SandboxSwitches Switches { get; init; } = SandboxSwitches.Believed;

    public SandboxThrottling Throttling { get; init; } = SandboxThrottling.Off;

    /// <summary>Settings from a file; what it leaves out is as it would be without it.</summary>
    /// <exception cref="SandboxStartException">Says everything that is wrong with it.</exception>
    public static SandboxSettings ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var settings = JsonSerializer.Deserialize<SandboxSettings>(file, SandboxJson.Strict) ?? throw new JsonException("It is empty.");
            return settings.Problems() is { Count: > 0 } problems
                ? throw new SandboxStartException($"The settings '{path}' cannot be used:\n{string.Join('\n', problems.Select(problem => $"  - {problem}"))}")
                : settings;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SandboxStartException($"The settings '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Everything that is wrong with them.</summary>
    public IReadOnlyList<string> Problems() => [.. Delays.Problems(), .. Throttling.Problems()];
}
