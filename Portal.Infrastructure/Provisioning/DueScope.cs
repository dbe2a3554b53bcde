namespace Portal.Infrastructure.Provisioning;

/// <summary>A scope in which something is due and for which no job is on its way.</summary>
/// <param name="Fence">That of the last job: the same as long as none has taken it.</param>
/// <param name="Failures">Calls in a row to which AWS gave no answer there.</param>
public sealed record DueScope(string AccountId, string Region, long Fence, int Failures);
