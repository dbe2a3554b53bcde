using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Makes a security group that lets nothing in and everything out. Its name is its own in the VPC; there is no token.</summary>
internal sealed partial class CreateSecurityGroup : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var name = Checked("GroupName", call.Parameters.Required("GroupName"));
        var description = Checked("GroupDescription", call.Parameters.Required("GroupDescription"));
        var vpcId = call.Parameters.Text("VpcId") is { Length: > 0 } given ? given : throw new AwsError("VPCIdNotSpecified", "No default VPC for this user");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.SecurityGroup);
        CheckName(name);
        call.EndDryRun();
        var vpc = call.OwnVpc(vpcId);
        if (call.Store.SecurityGroupsByVpc[vpc.Id].Any(group => group.Name == name))
        {
            throw new AwsError("InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc.Id}'");
        }

        if (call.Store.SecurityGroups.OwnedBy(call.AccountId).Count(group => group.Region == call.Region) >= Quotas.SecurityGroupsPerRegion)
        {
            throw NetworkErrors.Limit("SecurityGroup", "security groups");
        }

        var group = new SecurityGroup(AwsIds.New(IdKind.SecurityGroup.Prefix), call.AccountId, call.Region, vpc.Id, name, description)
        {
            Rules = [SecurityRule.AllowAllOut()],
        };
        call.Store.SecurityGroups.Put(group);
        TagRules.Put(call, group.Id, group.OwnerId, group.Region, IdKind.SecurityGroup.ResourceType, tags);
        call.Touched(group.Id);
        reply.Text("groupId", group.Id);
        reply.Tags(call, group.Id);
        reply.Text("securityGroupArn", group.Arn);
    }

    private static void CheckName(string name)
    {
        if (name.StartsWith("sg-", StringComparison.Ordinal))
        {
            throw new AwsError("InvalidParameterValue", $"Value ({name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.");
        }

        if (name.Equals(SecurityGroup.DefaultName, StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsError("InvalidParameterValue", $"Cannot use reserved security group name: {name}");
        }
    }

    private static string Checked(string parameter, string text) => Characters().IsMatch(text)
        ? text
        : throw new AwsError("InvalidParameterValue", $"Value ({text}) for parameter {parameter} is invalid. Character sets beyond ASCII are not supported.");

    [GeneratedRegex(@"\A[a-zA-Z0-9 ._:/()#,@\[\]+=&;{}!$*-]{1,255}\z")]
    private static partial Regex Characters();
}
