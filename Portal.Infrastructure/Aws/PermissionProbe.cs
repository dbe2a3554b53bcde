using Amazon.EC2.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>One permission that a role has to give, and whether it does.</summary>
/// <param name="Permission">AWS's action, with the kind of resource behind it where it is needed for several: <c>ec2:CreateTags vpc-endpoint</c>.</param>
public sealed record PermissionCheck(string Permission, PermissionVerdict Verdict);

/// <summary>Tries the single permissions of the portal's role in an account, and changes nothing there.</summary>
public sealed class PermissionProbe(AwsClients clients)
{
    private const string Decoding = "sts:DecodeAuthorizationMessage";

    /// <exception cref="AwsCallException">AWS or the way to it failed, so nothing is known.</exception>
    public async Task<IReadOnlyList<PermissionCheck>> ProbeAsync(
        AwsScope scope, IReadOnlyList<string> permissions, Party accountOwner, CancellationToken cancellationToken)
    {
        var subject = await SubjectAsync(scope, accountOwner, cancellationToken).ConfigureAwait(false);
        var checks = new List<PermissionCheck>();
        foreach (var permission in permissions)
        {
            checks.Add(new(permission, await TryAsync(scope, permission, subject, accountOwner, cancellationToken).ConfigureAwait(false)));
        }

        return checks;
    }

    private async Task<PermissionVerdict> TryAsync(
        AwsScope scope, string permission, TrialSubject subject, Party accountOwner, CancellationToken cancellationToken)
    {
        Func<AwsReaders, Task<bool>> trial;
        if (permission == Decoding)
        {
            trial = async _ => await clients.DecodeAsync(scope, "none", cancellationToken).ConfigureAwait(false) is not null;
        }
        else if (PermissionTrials.Find(permission) is { } known)
        {
            trial = async aws =>
            {
                await known(aws, subject, cancellationToken).ConfigureAwait(false);
                return true;
            };
        }
        else
        {
            return PermissionVerdict.NotProbed;
        }

        try
        {
            await clients.ReadAsideAsync(scope, accountOwner, trial, cancellationToken).ConfigureAwait(false);
            return PermissionVerdict.Allowed;
        }
        catch (AwsCallException answer) when (IsAnswer(answer))
        {
            return Judge(permission, answer.Failure.Code!);
        }
    }

    /// <summary>Whether AWS has answered what it was asked, rather than that it cannot just now.</summary>
    private static bool IsAnswer(AwsCallException answer) =>
        answer is { StatusCode: >= 400 and < 500, Failure: { Code: not null, Class: not RetryClass.Throttled } };

    private static PermissionVerdict Judge(string permission, string code) => code switch
    {
        "DryRunOperation" => PermissionVerdict.Allowed,
        "UnauthorizedOperation" or "AccessDenied" or "AccessDeniedException" => PermissionVerdict.Missing,
        // These look at what is named only after the permission is clear.
        "InvalidAuthorizationMessageException" when permission == Decoding => PermissionVerdict.Allowed,
        "LoadBalancerNotFound" or "TargetGroupNotFound" => PermissionVerdict.Allowed,
        _ => PermissionVerdict.NotTold,
    };

    private async Task<TrialSubject> SubjectAsync(AwsScope scope, Party accountOwner, CancellationToken cancellationToken)
    {
        Subnet? subnet = null;
        try
        {
            subnet = (await clients.ReadAsideAsync(
                scope, accountOwner, aws => aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { MaxResults = 5 }, cancellationToken), cancellationToken)
                .ConfigureAwait(false)).Subnets?.FirstOrDefault();
        }
        catch (AwsCallException refused) when (IsAnswer(refused))
        {
            // It is about to be found missing.
        }

        return new(scope.AccountId, scope.Region, subnet?.VpcId ?? "vpc-00000000000000000", subnet?.SubnetId ?? "subnet-00000000000000000");
    }
}
