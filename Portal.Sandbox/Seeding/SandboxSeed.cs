using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Portal.Sandbox.Seeding;

/// <summary>The world a fresh sandbox starts with: accounts with their keys, roles and networks.</summary>
public sealed record SandboxSeed
{
    /// <summary>Policy documents by name, for the users and roles of all accounts.</summary>
    public IReadOnlyDictionary<string, JsonElement> Policies { get; init; } = new Dictionary<string, JsonElement>();

    public required IReadOnlyList<SeedAccount> Accounts { get; init; }

    // What is missing is for the check to name, with everything else that is wrong.
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AskForNothing } },
    };

    /// <summary>
    /// The story told by the embedded seed.json: two providers, two consumer teams, one of which has an account that it manages itself,
    /// and the portal's hub.
    /// </summary>
    public static SandboxSeed Default { get; } = ReadEmbedded();

    /// <summary>The account of that alias; fails if there is none.</summary>
    public SeedAccount Account(string alias) =>
        Accounts.FirstOrDefault(account => account.Alias == alias) ?? throw new KeyNotFoundException($"The seed has no account named '{alias}'.");

    public static SandboxSeed Read(Stream json) =>
        JsonSerializer.Deserialize<SandboxSeed>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The seed is empty.");

    /// <summary>A seed of one's own, checked as a whole.</summary>
    /// <exception cref="SandboxStartException">Says everything that is wrong with it.</exception>
    public static SandboxSeed ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var seed = JsonSerializer.Deserialize<SandboxSeed>(file, Lenient) ?? throw new JsonException("It is empty.");
            return SeedCheck.Problems(seed) is { Count: > 0 } problems
                ? throw new SandboxStartException($"The seed '{path}' cannot be used:\n{string.Join('\n', problems.Select(problem => $"  - {problem}"))}")
                : seed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SandboxStartException($"The seed '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static SandboxSeed ReadEmbedded()
    {
        using var stream = typeof(SandboxSeed).Assembly.GetManifestResourceStream("seed.json")
            ?? throw new InvalidOperationException("seed.json is not embedded.");
        return Read(stream);
    }

    private static void AskForNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
