namespace Portal.Domain.PrivateDns;

/// <summary>How far the proof of a service's private DNS name has come, beside what AWS itself says of it.</summary>
/// <param name="Lookup">What the portal found when it looked last; none while it has not looked.</param>
/// <param name="AwsAskedAt">When AWS last agreed to look for the record; none while it has not been asked.</param>
public sealed record PrivateDnsProgress(ProofLookup? Lookup, DateTimeOffset? AwsAskedAt);
