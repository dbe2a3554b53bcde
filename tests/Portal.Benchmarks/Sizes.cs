namespace Portal.Benchmarks;

/// <summary>How much is measured: what the promises speak of, or little, for trying.</summary>
internal sealed record Sizes(bool Quick)
{
    /// <summary>The one size or the other.</summary>
    public int Of(int promised, int quick) => Quick ? quick : promised;
}
