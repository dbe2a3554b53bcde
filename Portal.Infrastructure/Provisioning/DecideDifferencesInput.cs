namespace Portal.Infrastructure.Provisioning;

/// <summary>What a person wants done about what others have changed in AWS.</summary>
/// <param name="Action"><c>repair</c> puts it back now, <c>adopt</c> proposes the spec that wants it, <c>ignore</c> leaves it alone for a while.</param>
/// <param name="Keys">Which differences, by their keys.</param>
/// <param name="Until">For <c>ignore</c>: until when, at most 90 days ahead.</param>
/// <param name="Reason">For the history; at most 2,000 characters.</param>
public sealed record DecideDifferencesInput(string? Action, IReadOnlyList<string>? Keys, DateTimeOffset? Until, string? Reason);
