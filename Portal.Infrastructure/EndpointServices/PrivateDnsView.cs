using Portal.Domain.EndpointServices;
using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>A service's private DNS name, and how far the proof that it is the provider's has come.</summary>
/// <param name="State">What AWS says of the proof; none while AWS shows no such name.</param>
/// <param name="Record">What the provider has to publish; for the service's own people, admins and auditors, and while AWS has said what it is.</param>
/// <param name="Lookup">What the portal found in public DNS when it looked last; for the same people, and while there is something to prove.</param>
/// <param name="RequestedAt">When AWS was last asked to look for the record.</param>
/// <param name="NextRequestAt">When it is asked next; none when nothing is left to ask.</param>
public sealed record PrivateDnsView(
    string Name, PrivateDnsNameState? State, ProofRecordView? Record, ProofLookupView? Lookup, DateTimeOffset? RequestedAt, DateTimeOffset? NextRequestAt)
{
    /// <returns>None for a service without such a name.</returns>
    internal static PrivateDnsView? Of(EndpointService service, EndpointServiceObservation? seen, WorkRow? work, bool own)
    {
        if (service.Spec.PrivateDnsName is not { } name)
        {
            return null;
        }

        var configuration = seen?.Service.Value is { } shown && shown.PrivateDnsName == name ? shown : null;
        var (progress, isOpen) = (seen?.PrivateDns, configuration is { IsNameUnproven: true });
        return new(
            name, configuration?.PrivateDnsNameState, own && configuration?.ProofRecord is { } record ? ProofRecordView.Of(record) : null,
            own && isOpen && progress?.Lookup is { } lookup ? ProofLookupView.Of(lookup) : null,
            own && isOpen ? progress?.AwsAskedAt : null, own && isOpen ? NextRequest(progress, seen!.At, work) : null);
    }

    private static DateTimeOffset? NextRequest(PrivateDnsProgress? progress, DateTimeOffset seenAt, WorkRow? work) =>
        progress?.AwsAskedAt + EventualConsistency.Window is { } next && next > seenAt ? next : work?.DueAt;
}

/// <summary>The record in public DNS by which a provider proves a private DNS name to be theirs.</summary>
/// <param name="Name">The whole name, as it stands in DNS.</param>
public sealed record ProofRecordView(string Name, string Type, string Value)
{
    internal static ProofRecordView Of(ProofRecord record) => new(record.FullName, ProofRecord.Type, record.Value);
}

/// <summary>What the portal found in public DNS.</summary>
/// <param name="Finding">In words.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="FoundAt">The name at which something was found.</param>
/// <param name="Found">The values there.</param>
public sealed record ProofLookupView(
    ProofVerdict Verdict, string Finding, string Advice, string? FoundAt, IReadOnlyList<string> Found, DateTimeOffset CheckedAt)
{
    public static ProofLookupView Of(ProofLookup lookup) => new(lookup.Verdict, lookup.Finding, lookup.Advice, lookup.FoundAt, lookup.Found, lookup.At);
}
