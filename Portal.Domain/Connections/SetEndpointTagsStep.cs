using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Puts the tags that are asked for, and the portal's own, on the endpoint.</summary>
public sealed class SetEndpointTagsStep() : EndpointTagsStep("endpoint-tags.set", "endpoint-tags.remove")
{
    public static SetEndpointTagsStep Definition { get; } = new();

    public override string Title => "Set the endpoint's tags";

    public override Type CallType => typeof(SetEndpointTagsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("CreateTags", "vpc-endpoint")];

    public PlanStep Plan(ConnectionSpec spec, TagDifference difference) =>
        new(Key(), EffectsInVpc(spec).Single(), "Set the endpoint's tags", new SetEndpointTagsCall(difference.Id, difference.Wanted), null)
        {
            Details = difference.SetDetails(),
        };

    protected override bool IsOpen(TagDifference? difference) => difference is { Wanted.Count: > 0 };
}

/// <summary>All tags of the endpoint that are the portal's to set.</summary>
[StoredAs("setEndpointTags")]
public sealed record SetEndpointTagsCall(string Id, IReadOnlyDictionary<string, string> Tags) : TagsCall(Id, Tags)
{
    public override bool Removes => false;
}
