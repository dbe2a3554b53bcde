using Microsoft.Extensions.Options;
using Portal.Domain.PrivateDns;

namespace Portal.Infrastructure.Dns;

/// <summary>Looks for the record that proves a private DNS name, where it should be and where it ends up by the usual mistakes.</summary>
public sealed class ProofSearch(PublicDns dns, IOptions<DnsOptions> options, TimeProvider clock)
{
    /// <returns>Within the time limit, whatever name servers do.</returns>
    public async Task<ProofLookup> LookAsync(ProofRecord record, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.LookupTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var first = await dns.TextsAsync([record.FullName], either.Token).ConfigureAwait(false);
        // Found, or a name server that does not answer: asking it for more names would tell nothing.
        var isEnough = first[0].Values.Contains(record.Value) || first[0].Kind == DnsAnswerKind.NoAnswer;
        var rest = isEnough ? [] : await dns.TextsAsync(record.Names.Where(name => name != record.FullName), either.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return ProofDiagnosis.Of(record, [.. first, .. rest], clock.GetUtcNow());
    }
}
