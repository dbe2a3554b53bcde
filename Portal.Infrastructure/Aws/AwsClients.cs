using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Options;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws.Route53;

namespace Portal.Infrastructure.Aws;

/// <summary>The SDK's clients for every account and region, by assumed role: readers that retry, and writers that send once and by permit only.</summary>
public sealed partial class AwsClients(IOptions<AwsOptions> options, FindAccountAccess findAccess, TimeProvider time, IAwsGate? gate = null) : IDisposable
{
    private readonly AwsHttp _http = new(options.Value, time);
    private readonly ConcurrentDictionary<AwsScope, Lazy<ScopedClients>> _scopes = new();

    /// <summary>Assumes the role anew at the next call, for example after the account's role was changed.</summary>
    public void Forget(string accountId)
    {
        foreach (var (scope, clients) in _scopes)
        {
            if (scope.AccountId == accountId)
            {
                clients.Value.Role.Forget();
            }
        }
    }

    public void Dispose()
    {
        foreach (var clients in _scopes.Values)
        {
            clients.Value.Dispose();
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

    internal AmazonSecurityTokenServiceClient TokenClient(string region, AWSCredentials? credentials = null)
    {
        var config = ClientConfigs.Reader(new AmazonSecurityTokenServiceConfig(), region, options.Value.ServiceUrl, _http);
        var (key, secret) = (options.Value.AccessKeyId, options.Value.SecretAccessKey);
        credentials ??= string.IsNullOrEmpty(key) ? null : new BasicAWSCredentials(key, secret);
        return credentials is null ? new AmazonSecurityTokenServiceClient(config) : new AmazonSecurityTokenServiceClient(credentials, config);
    }

    internal async Task<Credentials> AssumeAsync(string roleArn, string? externalId, string region, CancellationToken cancellationToken)
    {
        using var tokens = TokenClient(region);
        var request = new AssumeRoleRequest { RoleArn = roleArn, ExternalId = externalId, RoleSessionName = SessionName(options.Value.SessionNamePrefix) };
        var reply = Replies.Checked(await tokens.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false));
        return reply.Credentials is { Expiration: not null } credentials
            ? credentials
            : throw new UnreadableReplyException("AWS assumed the role and gave no credentials.");
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
        var clients = _scopes.GetOrAdd(scope, key => new Lazy<ScopedClients>(() => Create(key))).Value;
        await clients.Role.CurrentAsync(cancellationToken).ConfigureAwait(false);
        return clients;
    }

    // The role is assumed in the region where it is used: sessions of other regions' token services do not hold in opt-in regions.
    private ScopedClients Create(AwsScope scope)
    {
        var role = new AssumedRole(
            async cancellationToken =>
            {
                var access = await findAccess(scope.AccountId, cancellationToken).ConfigureAwait(false);
                return await AssumeAsync(access.RoleArn, access.ExternalId, scope.Region, cancellationToken).ConfigureAwait(false);
            },
            time);
        return new ScopedClients(
            role,
            new AwsReaders(
                new AmazonEC2Client(role, ClientConfigs.Reader(new AmazonEC2Config(), scope.Region, options.Value.ServiceUrl, _http)),
                new AmazonElasticLoadBalancingV2Client(
                    role, ClientConfigs.Reader(new AmazonElasticLoadBalancingV2Config(), scope.Region, options.Value.ServiceUrl, _http)),
                new HostedZoneClient(
                    role,
                    ClientConfigs.Reader(new HostedZoneConfig(), HostedZoneConfig.SigningRegion(scope.Region), options.Value.ServiceUrl, _http))),
            new AwsWriters(
                new AmazonEC2Client(role, ClientConfigs.Writer(new AmazonEC2Config(), scope.Region, options.Value.ServiceUrl, _http)),
                new AmazonElasticLoadBalancingV2Client(
                    role, ClientConfigs.Writer(new AmazonElasticLoadBalancingV2Config(), scope.Region, options.Value.ServiceUrl, _http))));
    }

    private sealed record ScopedClients(AssumedRole Role, AwsReaders Readers, AwsWriters Writers) : IDisposable
    {
        public void Dispose()
        {
            Readers.Ec2.Dispose();
            Readers.LoadBalancing.Dispose();
            Readers.HostedZones.Dispose();
            Writers.Ec2.Dispose();
            Writers.LoadBalancing.Dispose();
            Role.Dispose();
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_+=,.@-]", RegexOptions.CultureInvariant)]
    private static partial Regex OutsideOfSessionNames();
}

/// <summary>Clients that may only read.</summary>
internal sealed record AwsReaders(AmazonEC2Client Ec2, AmazonElasticLoadBalancingV2Client LoadBalancing, HostedZoneClient HostedZones);
