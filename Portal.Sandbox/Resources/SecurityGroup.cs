using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One security group with its rules.</summary>
[Table("securityGroups")]
internal sealed record SecurityGroup(string Id, string OwnerId, string Region, string VpcId, string Name, string Description) : IEntity
{
    public const string DefaultName = "default";

    public IReadOnlyList<SecurityRule> Rules { get; init; } = [];

    [JsonIgnore]
    public bool IsDefault => Name == DefaultName;

    [JsonIgnore]
    public string Arn => $"arn:aws:ec2:{Region}:{OwnerId}:security-group/{Id}";

    public DateTimeOffset? GoneAt => null;

    public IEnumerable<SecurityRule> Of(bool egress) => Rules.Where(rule => rule.IsEgress == egress);

    /// <summary>The group that comes with a VPC: its members reach each other, and everything outside.</summary>
    public static SecurityGroup DefaultOf(Vpc vpc)
    {
        var id = AwsIds.New(IdKind.SecurityGroup.Prefix);
        return new(id, vpc.OwnerId, vpc.Region, vpc.Id, DefaultName, "default VPC security group")
        {
            Rules =
            [
                SecurityRule.AllowAllOut(),
                new() { Id = AwsIds.New(IdKind.SecurityGroupRule.Prefix), Protocol = SecurityRule.Every, GroupId = id, GroupOwnerId = vpc.OwnerId },
            ],
        };
    }
}
