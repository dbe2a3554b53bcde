namespace Portal.Infrastructure.Accounts;

/// <summary>That a tag is wanted on everything that is made.</summary>
/// <param name="Values">The values that it may have; none or an empty list for any.</param>
public sealed record MandatoryTagInput(IReadOnlyList<string?>? Values);
