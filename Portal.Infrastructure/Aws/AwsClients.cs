using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Options;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws.Route53;

namespace Portal.Infrastructure.Aws;

/// <summary>The SDK's clients for every account and region, by assumed role: readers that retry, and writers that send once and by permit only.</summary>
public sealed partial class AwsClients(IOptions<AwsOptions> options, FindAccountAccess findAccess, TimeProvider time, IAwsGate? gate = null) : IDisposable
{
    /// <summary>Clients of more accounts and regions are made anew when they are needed again.</summary>
    internal const int MostScopes = 1_000;

    private readonly AwsHttp _http = new(options.Value, time);
    private readonly AwsRegions _regions = new(options);
    private readonly ConcurrentDictionary<string, AssumedRole> _roles = new(StringComparer.Ordinal);
    private KeptClients<ScopedClients>? _scopes;

    internal int ScopesKept => Scopes.Count;

    private KeptClients<ScopedClients> Scopes => LazyInitializer.EnsureInitialized(ref _scopes, () => new(Create, MostScopes));

    /// <summary>Assumes the role anew at the next call, for example after the account's role was changed.</summary>
    public void Forget(string accountId) => _roles.GetValueOrDefault(accountId)?.Forget();

    public void Dispose()
    {
        foreach (var clients in Scopes.All)
        {
            clients.Dispose();
        }

        foreach (var role in _roles.Values)
        {
            role.Dispose();
        }

        _http.Dispose();
    }

    /// <summary>Reads from AWS, and says in words what went wrong.</summary>
    internal async Task<T> ReadAsync<T>(AwsScope scope, Party accountOwner, Func<AwsReaders, Task<T>> read, CancellationToken cancellationToken)
    {
        await RequireOpenAsync(scope, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await read((await ReadyAsync(scope, cancellationToken).ConfigureAwait(false)).Readers).ConfigureAwait(false);
            await ToldAsync(scope, null).ConfigureAwait(false);
            return answer;
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken))
        {
            await ToldAsync(scope, exception).ConfigureAwait(false);
            throw Explained(exception, scope, accountOwner, sent: false);
        }
    }

    /// <summary>Reads what nobody's work depends on: whether it answers says nothing of the account.</summary>
    internal async Task<T> ReadAsideAsync<T>(AwsScope scope, Party accountOwner, Func<AwsReaders, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read((await ReadyAsync(scope, cancellationToken).ConfigureAwait(false)).Readers).ConfigureAwait(false);
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken))
        {
            throw Explained(exception, scope, accountOwner, sent: false);
        }
    }

    /// <summary>Sends one mutating call, and says in words what went wrong and whether it can have had an effect.</summary>
    internal async Task<T> WriteAsync<T>(
        AwsScope scope, Party accountOwner, SendPermit permit, Func<AwsWriters, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        await RequireOpenAsync(scope, cancellationToken).ConfigureAwait(false);
        var sending = Sending.Begin(permit);
        try
        {
            var clients = await ReadyAsync(scope, cancellationToken).ConfigureAwait(false);
            var answer = await write(clients.Writers, cancellationToken).ConfigureAwait(false);
            await ToldAsync(scope, null).ConfigureAwait(false);
            return answer;
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken)
            || (sending.WasSent && exception is not OperationCanceledException))
        {
            await ToldAsync(scope, exception).ConfigureAwait(false);
            throw Explained(exception, scope, accountOwner, sending.WasSent);
        }
    }

    /// <summary>Sends what somebody else has signed, with none of the portal's credentials.</summary>
    internal Task<HttpResponseMessage> RelayAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http.Relay.SendAsync(request, cancellationToken);

    internal AmazonSecurityTokenServiceClient TokenClient(string region, AWSCredentials? credentials = null)
    {
        var config = ClientConfigs.Reader(new AmazonSecurityTokenServiceConfig(), region, options.Value.ServiceUrl, _http);
        var (key, secret) = (options.Value.AccessKeyId, options.Value.SecretAccessKey);
        credentials ??= string.IsNullOrEmpty(key) ? null : new BasicAWSCredentials(key, secret);
        return credentials is null ? new AmazonSecurityTokenServiceClient(config) : new AmazonSecurityTokenServiceClient(credentials, config);
    }

    /// <summary>At home: what a regional token service gives out holds in every region of the partition, so one session serves them all.</summary>
    internal async Task<Credentials> AssumeAsync(string roleArn, string? externalId, CancellationToken cancellationToken)
    {
        using var tokens = TokenClient(options.Value.HomeRegion);
        var request = new AssumeRoleRequest { RoleArn = roleArn, ExternalId = externalId, RoleSessionName = SessionName(options.Value.SessionNamePrefix) };
        var reply = Replies.Checked(await tokens.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false));
        return reply.Credentials is { Expiration: not null } credentials
            ? credentials
            : throw new UnreadableReplyException("AWS assumed the role and gave no credentials.");
    }

    /// <summary>What AWS tells of a refusal to whoever of the account may decode its message. Nobody's work depends on it.</summary>
    internal async Task<string> DecodeAsync(AwsScope scope, string encoded, CancellationToken cancellationToken)
    {
        using var tokens = TokenClient(options.Value.HomeRegion, (await ReadyAsync(scope, cancellationToken).ConfigureAwait(false)).Role);
        var request = new DecodeAuthorizationMessageRequest { EncodedMessage = encoded };
        return Replies.Checked(await tokens.DecodeAuthorizationMessageAsync(request, cancellationToken).ConfigureAwait(false)).DecodedMessage
            ?? throw new UnreadableReplyException("AWS decoded the message and gave no text.");
    }

    /// <exception cref="AwsCallException">AWS did not answer there a moment ago, and nobody asks for a while.</exception>
    private async Task RequireOpenAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        if (gate is not null && await gate.ClosedForAsync(scope, cancellationToken).ConfigureAwait(false) is { } closed)
        {
            throw AwsErrors.NotAsked(scope, closed);
        }
    }

    private Task ToldAsync(AwsScope scope, Exception? refusal) =>
        gate is null ? Task.CompletedTask : AwsErrors.IsTimeout(refusal) ? gate.DidNotAnswerAsync(scope) : gate.AnsweredAsync(scope);

    private static string SessionName(string prefix)
    {
        var name = OutsideOfSessionNames().Replace($"{prefix}-{Environment.MachineName}-{Environment.ProcessId}", "-");
        return name.Length <= 64 ? name : name[..64];
    }

    private AwsCallException Explained(Exception exception, AwsScope scope, Party accountOwner, bool sent)
    {
        var explained = exception as AwsCallException ?? AwsErrors.Explain(exception, accountOwner, sent);
        explained.WasSent = sent;
        if (AwsErrors.IsExpiredSession(explained.Failure.Code))
        {
            Forget(scope.AccountId);
        }

        return explained;
    }

    private async Task<ScopedClients> ReadyAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        if (!_regions.IsKnown(scope.Region))
        {
            throw AwsErrors.NoSuchRegion(scope);
        }

        var clients = Scopes.Get(scope);
        await clients.Role.CurrentAsync(cancellationToken).ConfigureAwait(false);
        return clients;
    }

    private ScopedClients Create(AwsScope scope) => ScopedClients.Create(
        _roles.GetOrAdd(scope.AccountId, account => new AssumedRole(cancellationToken => AssumeRoleAsync(account, cancellationToken), time)),
        scope.Region, options.Value, _http);

    private async Task<Credentials> AssumeRoleAsync(string accountId, CancellationToken cancellationToken)
    {
        var access = await findAccess(accountId, cancellationToken).ConfigureAwait(false);
        return AwsPartition.OfArn(access.RoleArn) is { } partition && partition != AwsPartition.OfRegion(options.Value.HomeRegion)
            ? throw AwsErrors.OtherPartition(accountId, partition, options.Value.HomeRegion)
            : await AssumeAsync(access.RoleArn, access.ExternalId, cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex("[^A-Za-z0-9_+=,.@-]", RegexOptions.CultureInvariant)]
    private static partial Regex OutsideOfSessionNames();
}

/// <summary>Clients that may only read.</summary>
internal sealed record AwsReaders(AmazonEC2Client Ec2, AmazonElasticLoadBalancingV2Client LoadBalancing, HostedZoneClient HostedZones);
