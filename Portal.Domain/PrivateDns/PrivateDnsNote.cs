namespace Portal.Domain.PrivateDns;

/// <summary>Something that a consumer should know before they ask for private DNS.</summary>
/// <param name="Kind">For programs; for example <c>notVerified</c>.</param>
/// <param name="IsRefusal">Whether AWS would refuse to switch private DNS on.</param>
public sealed record PrivateDnsNote(string Kind, string Text, bool IsRefusal);
