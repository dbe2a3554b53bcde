using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>The security groups that a call wants for a load balancer.</summary>
internal static class LoadBalancerSecurity
{
    public static IReadOnlyList<string> Read(Call call, IReadOnlyList<string> ids, string vpcId)
    {
        foreach (var id in ids)
        {
            if (call.Store.SecurityGroups.Find(id) is not { } group || group.OwnerId != call.AccountId)
            {
                throw new AwsError("InvalidSecurityGroup", $"The security group '{id}' does not exist");
            }

            if (group.VpcId != vpcId)
            {
                throw ElbErrors.InvalidConfiguration("One or more security groups are invalid");
            }
        }

        var groups = ids.Distinct().ToList();
        return groups.Count <= call.Account.Quotas.SecurityGroupsPerInterface
            ? groups
            : throw ElbErrors.InvalidConfiguration("The maximum number of security groups per load balancer has been reached.");
    }
}
