using System.Xml;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Turns what the SDK throws into cause, owner, action and retry class, by <see cref="AwsErrorTable"/>.</summary>
internal static class AwsErrors
{
    /// <summary>Whether it comes from AWS or the way to it, rather than from the portal or from the caller's change of mind.</summary>
    public static bool Understands(Exception exception, CancellationToken callers) => exception is
        AmazonServiceException or AmazonClientException or AwsCallException or UnreadableReplyException or LeaseTooShortException
        or HttpRequestException or IOException or XmlException or TimeoutException
        || (exception is OperationCanceledException && !callers.IsCancellationRequested);

    /// <param name="accountOwner">The side whose account was called: who has to repair its role, quotas and networks.</param>
    /// <param name="sent">Whether a mutating call's bytes were handed to the network.</param>
    public static AwsCallException Explain(Exception exception, Party accountOwner, bool sent) => exception switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } refusal => OfRefusal(refusal, code, accountOwner, sent),
        AmazonServiceException reply => new(NoReply(reply, sent), null, Status(reply), reply),
        LeaseTooShortException =>
            new(new(null, exception.Message, RetryClass.Transient, "The portal's lease on the work was too short for the call", Party.Portal,
            "None; the portal takes it up again", OutcomeKnown: true), inner: exception),
        AmazonClientException when Inner<HttpRequestException>(exception) is null => new(new(null, exception.Message, RetryClass.UserFix,
            $"The portal could not make the call: {exception.Message}", Party.Operator, "Check the portal's AWS settings and base credentials",
            !sent, WayOut: WayOut.PortalSettings), inner: exception),
        _ => new(NoReply(exception, sent), inner: exception),
    };

    /// <summary>One refused item of a call that AWS answered with 200.</summary>
    public static AwsCallException OfItem(string? code, string? message, Party accountOwner, string? requestId) =>
        new(AwsErrorTable.Find(code ?? "", message ?? "", accountOwner, ofTokenService: false), requestId, 200);

    /// <summary>A derived name that stands for something without the portal's tags.</summary>
    public static AwsCallException NameTaken(string what, string name, Party accountOwner) => new(new(
        null, $"The {what} {name} is not tagged as the portal's.", RetryClass.UserFix,
        $"The name {name} is taken by a {what} that is not the portal's", accountOwner, $"Delete the {what} {name} in AWS, then retry", OutcomeKnown: true,
        WayOut: what == "target group" ? WayOut.TargetGroups : WayOut.LoadBalancers));

    /// <summary>Nothing was sent, because AWS did not answer there a moment ago.</summary>
    public static AwsCallException NotAsked(AwsScope scope, TimeSpan closed) => new(new(
        null, $"AWS did not answer for account {scope}; it is asked again in {Math.Ceiling(closed.TotalSeconds):0} s.", RetryClass.Transient,
        $"AWS does not answer for account {scope} at the moment", Party.Aws, "None; the portal asks again", OutcomeKnown: true));

    /// <summary>Nothing was sent: there is no such place.</summary>
    public static AwsCallException NoSuchRegion(AwsScope scope) => new(new(
        null, AwsRegions.Unknown(scope.Region), RetryClass.UserFix, $"The portal knows no AWS region {scope.Region}", Party.Operator,
        "If AWS has it, add it to Portal:Aws:Regions and start the portal again", OutcomeKnown: true, WayOut: WayOut.PortalSettings));

    /// <summary>Nothing was sent: no role is assumed from one part of AWS into another.</summary>
    public static AwsCallException OtherPartition(string accountId, AwsPartition partition, string homeRegion) => new(new(
        null, $"Account {accountId} lies in {partition}, and the portal in {AwsPartition.OfRegion(homeRegion)}.", RetryClass.UserFix,
        $"Account {accountId} lies in the AWS partition {partition}; this portal is at home in {homeRegion} and reaches only accounts of "
        + AwsPartition.OfRegion(homeRegion), Party.Operator, $"Use a portal whose Portal:Aws:HomeRegion is a region of {partition}", OutcomeKnown: true,
        WayOut: WayOut.PortalSettings));

    /// <summary>Whether there was no answer within the time limit, rather than a bad one.</summary>
    public static bool IsTimeout(Exception? exception) => Inner<TimeoutException>(exception) is not null;

    public static bool IsExpiredSession(string? code) => code is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired";

    public static bool IsNotFound(string? code) => code is not null &&
        (code.EndsWith(".NotFound", StringComparison.Ordinal) || code is "LoadBalancerNotFound" or "TargetGroupNotFound" or "ListenerNotFound");

    private static AwsCallException OfRefusal(AmazonServiceException refusal, string code, Party accountOwner, bool sent)
    {
        var failure = AwsErrorTable.Find(code, refusal.Message, accountOwner, refusal is AmazonSecurityTokenServiceException);
        if ((int)refusal.StatusCode >= 500 && failure.Class != RetryClass.Throttled)
        {
            // AWS broke while it worked on the call; only throttling is refused at the door.
            failure =
                failure with
                {
                    Class = RetryClass.Transient,
                    Cause = $"AWS had a fault ({code})",
                    Owner = Party.Aws,
                    Action = "None; the portal tries again",
                    WayOut = WayOut.None,
                    OutcomeKnown = false
                };
        }

        return new(failure with { OutcomeKnown = failure.OutcomeKnown || !sent }, refusal.RequestId, Status(refusal), refusal);
    }

    private static AwsFailure NoReply(Exception exception, bool sent) => new(
        null, exception.Message, RetryClass.Transient, "AWS gave no readable answer", Party.Aws, "None; the portal checks again",
        OutcomeKnown: !sent || NeverConnected(exception));

    private static bool NeverConnected(Exception exception) => Inner<HttpRequestException>(exception)?.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static int? Status(AmazonServiceException exception) => exception.StatusCode == 0 ? null : (int)exception.StatusCode;

    private static T? Inner<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
