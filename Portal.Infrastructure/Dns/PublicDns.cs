using DnsClient;
using DnsClient.Protocol;
using Microsoft.Extensions.Options;
using Portal.Domain.PrivateDns;

namespace Portal.Infrastructure.Dns;

/// <summary>Asks public DNS for TXT records. Every answer is told as it is: also that there is none, or that nobody answers.</summary>
public sealed class PublicDns(IOptions<DnsOptions> options)
{
    private readonly Lazy<LookupClient?> _client = new(() => Open(options.Value));

    /// <summary>Asks for all of the names at once; what is not answered in time is told so.</summary>
    public async Task<IReadOnlyList<DnsAnswer>> TextsAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        await Task.WhenAll(names.Select(name => TextAsync(name, cancellationToken))).ConfigureAwait(false);

    private async Task<DnsAnswer> TextAsync(string name, CancellationToken cancellationToken)
    {
        if (_client.Value is not { } client)
        {
            return new(name, DnsAnswerKind.NoAnswer, [], Detail: "the portal has no name server to ask");
        }

        try
        {
            return AnswerOf(name, await client.QueryAsync(name + ".", QueryType.TXT, QueryClass.IN, cancellationToken).ConfigureAwait(false));
        }
        catch (DnsResponseException failed)
        {
            return failed.Code is DnsResponseCode.ConnectionTimeout or DnsResponseCode.Unassigned
                ? new(name, DnsAnswerKind.NoAnswer, [])
                : new(name, DnsAnswerKind.Failed, [], Detail: Word((DnsHeaderResponseCode)failed.Code));
        }
        catch (OperationCanceledException)
        {
            return new(name, DnsAnswerKind.NoAnswer, []);
        }
        catch (Exception unreadable) when (unreadable is DnsXidMismatchException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // What comes over UDP can be anything.
            return new(name, DnsAnswerKind.Failed, [], Detail: "what nobody can read");
        }
    }

    private static DnsAnswer AnswerOf(string name, IDnsQueryResponse response)
    {
        string[] values = [.. response.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        var alias = response.Answers.CnameRecords().FirstOrDefault()?.CanonicalName.Value.TrimEnd('.');
        return response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain when values.Length > 0 || alias is not null =>
                new(name, values.Length > 0 ? DnsAnswerKind.Records : DnsAnswerKind.NoRecord, values, alias),
            DnsHeaderResponseCode.NoError => new(name, DnsAnswerKind.NoRecord, []),
            DnsHeaderResponseCode.NotExistentDomain => new(name, DnsAnswerKind.NoName, []),
            var code => new(name, DnsAnswerKind.Failed, [], Detail: Word(code)),
        };
    }

    private static string Word(DnsHeaderResponseCode code) => code switch
    {
        DnsHeaderResponseCode.ServerFailure => "SERVFAIL",
        DnsHeaderResponseCode.Refused => "REFUSED",
        DnsHeaderResponseCode.FormatError => "FORMERR",
        DnsHeaderResponseCode.NotImplemented => "NOTIMP",
        _ => code.ToString(),
    };

    /// <returns>None when nobody can be asked.</returns>
    private static LookupClient? Open(DnsOptions options)
    {
        var servers = options.Servers is { } own ? [.. own.Select(server => new NameServer(server))] : NameServer.ResolveNameServers().ToArray();
        return servers.Length == 0 ? null : new(new LookupClientOptions(servers)
        {
            // A record that was just made is to be found, and not the answer from before.
            UseCache = false,
            CacheFailedResults = false,
            Timeout = options.QuestionTimeout,
            Retries = 1,
            ThrowDnsErrors = false,
            ContinueOnDnsError = true,
            UseTcpFallback = true,
        });
    }
}
