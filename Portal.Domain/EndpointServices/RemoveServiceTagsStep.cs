using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Takes the tags that the portal has set and nobody asks for any more off one of a service's objects.</summary>
public sealed class RemoveServiceTagsStep() : ServiceTagsStep("tags.remove", "tags.set")
{
    public static RemoveServiceTagsStep Definition { get; } = new();

    public override string Title => "Remove tags";

    public override Type CallType => typeof(RemoveServiceTagsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } =
        [IamAction.LoadBalancing("RemoveTags", "loadbalancer/net", "targetgroup", "listener/net"), IamAction.Ec2("DeleteTags", "vpc-endpoint-service")];

    public PlanStep Plan(ServiceObject one, TagDifference difference) => new(
        Key(one.Part), one.Effect, $"Remove tags of the {one.What} that nobody asks for any more",
        new RemoveServiceTagsCall(difference.Id, difference.Left), null)
    {
        Details = difference.RemoveDetails(),
    };

    protected override bool IsOpen(TagDifference? difference) => difference is { Left.Count: > 0 };
}

[StoredAs("removeServiceTags")]
public sealed record RemoveServiceTagsCall(string Id, IReadOnlyDictionary<string, string> Tags) : TagsCall(Id, Tags)
{
    public override bool Removes => true;
}
