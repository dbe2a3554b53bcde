using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.Connections;

/// <summary>What a request asks for that it did not ask for in its last round.</summary>
public static class RequestDifferences
{
    private const string Account = "Account";
    private const string Purpose = "What it is for";
    private const string Reference = "Reference";

    /// <summary>Empty where it was sent again as it was.</summary>
    public static IReadOnlyList<FieldChange> Of(ConnectionDraft last, ConnectionDraft next) =>
    [
        .. FieldChange.Of(Purpose, last.Justification, next.Justification),
        .. FieldChange.Of(Account, last.Spec.AccountId, next.Spec.AccountId),
        .. FieldChange.Of("VPC", last.Spec.VpcId, next.Spec.VpcId),
        .. ConnectionChange.Differences(last.Spec, next.Spec),
        .. FieldChange.Of("Tags", AwsTags.Text(last.Tags), AwsTags.Text(next.Tags)),
        .. FieldChange.Of(Reference, last.ExternalReference, next.ExternalReference),
    ];

    /// <summary>Whether the provider's side may know of it: not of the consumer's network and tags.</summary>
    /// <param name="field">What approvers read it under.</param>
    public static bool IsShownToProvider(string field) => field is Account or Purpose or ConnectionChange.Ends;

    /// <summary>Whether it means nothing without the VPC that it belongs to.</summary>
    public static bool IsOfTheVpc(string field) => field is ConnectionChange.Subnets or ConnectionChange.SecurityGroups;
}
