using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Takes the tags that the portal has set and nobody asks for any more off the endpoint.</summary>
public sealed class RemoveEndpointTagsStep() : EndpointTagsStep("endpoint-tags.remove", "endpoint-tags.set")
{
    public static RemoveEndpointTagsStep Definition { get; } = new();

    public override string Title => "Remove tags of the endpoint";

    public override Type CallType => typeof(RemoveEndpointTagsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("DeleteTags", "vpc-endpoint")];

    public PlanStep Plan(ConnectionSpec spec, TagDifference difference) => new(
        Key(), EffectsInVpc(spec).Single(), "Remove tags of the endpoint that nobody asks for any more",
        new RemoveEndpointTagsCall(difference.Id, difference.Left), null)
    {
        Details = difference.RemoveDetails(),
    };

    protected override bool IsOpen(TagDifference? difference) => difference is { Left.Count: > 0 };
}

[StoredAs("removeEndpointTags")]
public sealed record RemoveEndpointTagsCall(string Id, IReadOnlyDictionary<string, string> Tags) : TagsCall(Id, Tags)
{
    public override bool Removes => true;
}
