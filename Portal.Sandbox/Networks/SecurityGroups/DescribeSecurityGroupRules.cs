using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Lists the rules of the caller's security groups one by one.</summary>
internal sealed class DescribeSecurityGroupRules : Listing<DescribeSecurityGroupRules.Row>
{
    protected override string ListName => "securityGroupRuleSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("SecurityGroupRuleId", IdKind.SecurityGroupRule);

    protected override FilterSet<Row> Filters { get; } = new FilterSet<Row>()
        .On("group-id", (_, row) => row.Group.Id)
        .On("security-group-rule-id", (_, row) => row.Id);

    protected override IEnumerable<Row> Visible(Call call) => call.Store.SecurityGroups.OwnedBy(call.AccountId)
        .Where(group => group.Region == call.Region)
        .SelectMany(group => group.Rules.Select(rule => new Row(group, rule)))
        .OrderBy(row => row.Id, StringComparer.Ordinal);

    protected override void Write(Call call, ReplyWriter reply, Row row) => reply.Rule(call, row.Group, row.Rule);

    /// <summary>One rule and the group it belongs to.</summary>
    internal sealed record Row(SecurityGroup Group, SecurityRule Rule) : IEntity
    {
        public string Id => Rule.Id;

        public string OwnerId => Group.OwnerId;

        public DateTimeOffset? GoneAt => null;
    }
}
