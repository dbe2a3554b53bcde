using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>What the simulated public DNS says of one name.</summary>
/// <param name="IsName">Whether there is such a name, with or without records.</param>
/// <param name="Aliases">The aliases on the way, each with the name that it leads to.</param>
/// <param name="Record">The texts at the end of the way.</param>
internal sealed record PublicAnswer(bool IsName, IReadOnlyList<(string Name, string Target)> Aliases, PublicTxt? Record, DnsFailure? Failure)
{
    // A chain that is longer, or leads back, is given up as resolvers do.
    private const int LongestChain = 8;

    /// <summary>Stands for every name: the failure of all name servers at once.</summary>
    public const string Everything = "*";

    public static PublicAnswer Of(Store store, string name)
    {
        List<(string, string)> aliases = [];
        var at = PublicTxt.Canonical(name);
        while (true)
        {
            var row = store.PublicTxts.Find(at);
            if ((row?.Failure ?? store.PublicTxts.Find(Everything)?.Failure) is { } failure)
            {
                return new(false, aliases, null, failure);
            }

            if (row?.Alias is not { } target)
            {
                return new(row is not null || aliases.Count > 0 || IsAbove(store, at), aliases, row, null);
            }

            if (aliases.Count == LongestChain)
            {
                return new(false, aliases, null, DnsFailure.ServerFailure);
            }

            aliases.Add((at, PublicTxt.Canonical(target)));
            at = PublicTxt.Canonical(target);
        }
    }

    /// <summary>A name below which there is another one exists, even without records of its own.</summary>
    private static bool IsAbove(Store store, string name) => store.PublicTxts.All().Any(row => row.Id.EndsWith($".{name}", StringComparison.Ordinal));
}
