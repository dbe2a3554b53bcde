using Amazon.ElasticLoadBalancingV2.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads the attributes of load balancers and target groups; AWS tells of one a call.</summary>
public sealed partial class AttributeGateway(AwsClients clients, ILogger<AttributeGateway>? logger = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<AttributeGateway>.Instance;

    /// <param name="isNeeded">Whether something is wanted of them: then a role that may not ask is a failure.</param>
    /// <returns>None where AWS does not tell: the role may not ask, or the load balancer is gone.</returns>
    public Task<LoadBalancerAttributes?> OfLoadBalancerAsync(AwsScope scope, string arn, bool isNeeded, CancellationToken cancellationToken) =>
        ReadAsync(scope, arn, isNeeded, async aws =>
        {
            var reply = Replies.Checked(await aws.LoadBalancing.DescribeLoadBalancerAttributesAsync(
                new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = arn }, cancellationToken).ConfigureAwait(false));
            return LoadBalancerAttributes.Of(Values((reply.Attributes ?? []).Select(one => (one.Key, one.Value))));
        }, cancellationToken);

    /// <param name="isNeeded">Whether something is wanted of them: then a role that may not ask is a failure.</param>
    /// <returns>None where AWS does not tell: the role may not ask, or the target group is gone.</returns>
    public Task<TargetGroupAttributes?> OfTargetGroupAsync(AwsScope scope, string arn, bool isNeeded, CancellationToken cancellationToken) =>
        ReadAsync(scope, arn, isNeeded, async aws =>
        {
            var reply = Replies.Checked(await aws.LoadBalancing.DescribeTargetGroupAttributesAsync(
                new DescribeTargetGroupAttributesRequest { TargetGroupArn = arn }, cancellationToken).ConfigureAwait(false));
            return TargetGroupAttributes.Of(Values((reply.Attributes ?? []).Select(one => (one.Key, one.Value))));
        }, cancellationToken);

    private async Task<T?> ReadAsync<T>(AwsScope scope, string arn, bool isNeeded, Func<AwsReaders, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await clients.ReadAsync(scope, Party.Provider, read, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException refused) when (AwsErrors.IsNotFound(refused.Failure.Code) || (refused.Failure.NeedsPerson && !isNeeded))
        {
            Log.Unread(_logger, refused, arn);
            return null;
        }
    }

    private static Dictionary<string, string> Values(IEnumerable<(string? Key, string? Value)> attributes) =>
        attributes.Where(one => one is { Key: not null, Value: not null }).DistinctBy(one => one.Key).ToDictionary(one => one.Key!, one => one.Value!);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The attributes of {Arn} could not be read; they are taken to be AWS's defaults, and nothing is done about them")]
        public static partial void Unread(ILogger logger, Exception exception, string arn);
    }
}
