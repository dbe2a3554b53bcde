using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Puts the tags that are asked for, and the portal's own, on one of a service's objects.</summary>
public sealed class SetServiceTagsStep() : ServiceTagsStep("tags.set", "tags.remove")
{
    public static SetServiceTagsStep Definition { get; } = new();

    public override string Title => "Set the tags";

    public override Type CallType => typeof(SetServiceTagsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } =
        [IamAction.LoadBalancing("AddTags", "loadbalancer/net", "targetgroup", "listener/net"), IamAction.Ec2("CreateTags", "vpc-endpoint-service")];

    public PlanStep Plan(ServiceObject one, TagDifference difference) => new(
        Key(one.Part), one.Effect, $"Set the tags of the {one.What}", new SetServiceTagsCall(difference.Id, difference.Wanted), null)
    {
        Details = difference.SetDetails(),
    };

    protected override bool IsOpen(TagDifference? difference) => difference is { Wanted.Count: > 0 };
}

/// <summary>All tags of the object that are the portal's to set.</summary>
[StoredAs("setServiceTags")]
public sealed record SetServiceTagsCall(string Id, IReadOnlyDictionary<string, string> Tags) : TagsCall(Id, Tags)
{
    public override bool Removes => false;
}
