namespace Portal.Domain.Networking;

/// <summary>Address blocks that are asked about many addresses: one look for each length of prefix, however many blocks there are.</summary>
public sealed class Ipv4CidrSet
{
    private readonly HashSet<Ipv4Cidr> _blocks;
    private readonly int[] _lengths;

    public Ipv4CidrSet(IEnumerable<Ipv4Cidr> blocks)
    {
        _blocks = [.. blocks];
        _lengths = [.. _blocks.Select(block => block.PrefixLength).Distinct()];
    }

    /// <summary>What is no block is left out.</summary>
    public static Ipv4CidrSet Of(IEnumerable<string> texts) =>
        new(texts.Select(text => Ipv4Cidr.TryParse(text, out var block) ? block : (Ipv4Cidr?)null).OfType<Ipv4Cidr>());

    public bool Contains(string address) => Ipv4Cidr.TryParseHost(address, out var host) && _lengths.Any(length => _blocks.Contains(host.Widen(length)));
}
