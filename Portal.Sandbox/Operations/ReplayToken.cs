using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>A client token that was used: the same request again gives what it made the first time, another one is refused.</summary>
[Table("replayTokens")]
internal sealed record ReplayToken(string Id, string OwnerId, string RequestHash, JsonElement Made, DateTimeOffset? GoneAt) : IEntity
{
    private const int Longest = 64;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly HashSet<string> NotCompared = ["ClientToken", "DryRun"];

    /// <summary>What the token's first use made, as it is now or, when it is gone, as a dead one; null for a new token.</summary>
    public static T? Original<T>(Call call, string? token, Table<T> table, Func<T, T> dead) where T : class, IEntity
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (token.Length > Longest || token.Any(c => !char.IsAscii(c)))
        {
            throw CommonErrors.InvalidValue(AwsApi.Ec2, "ClientToken", token, "A client token is at most 64 ASCII characters");
        }

        if (!call.Store.ReplayTokens.TryFind(IdOf(call, token), out var used) || used.GoneAt <= call.Now)
        {
            return null;
        }

        if (used.RequestHash != Hash(call))
        {
            throw new AwsError("IdempotentParameterMismatch", "The client token provided is associated with a request with different parameters.");
        }

        var made = used.Made.Deserialize<T>(SandboxJson.Options) ?? throw new JsonException("A replay token without its result.");
        return table.Find(made.Id) is { } row && (call.Switches.TokensRememberTheDeleted || !IsDeleted(row, call)) ? row
            : call.Switches.TokensRememberTheDeleted ? dead(made)
            : null;
    }

    /// <summary>Remembers what the token's first use made.</summary>
    public static void Keep<T>(Call call, string? token, T made) where T : class, IEntity
    {
        if (!string.IsNullOrEmpty(token)
            && (call.Store.ReplayTokens.Find(IdOf(call, token)) is not { } used || used.Made.GetProperty("id").GetString() != made.Id))
        {
            call.Store.ReplayTokens.Put(
                new(IdOf(call, token), call.AccountId, Hash(call), JsonSerializer.SerializeToElement(made, SandboxJson.Options), call.Now + Lifetime));
        }
    }

    private static bool IsDeleted(IEntity row, Call call) =>
        row is IProgressing made && made.States.At(call.Now).StartsWith("delet", StringComparison.OrdinalIgnoreCase);

    private static string IdOf(Call call, string token) => $"{call.AccountId}/{call.Region}/{call.Action}/{token}";

    private static string Hash(Call call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', call.Parameters.All()
        .Where(parameter => !NotCompared.Contains(parameter.Key))
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key.Length}:{parameter.Key}={parameter.Value.Length}:{parameter.Value}")))));
}
