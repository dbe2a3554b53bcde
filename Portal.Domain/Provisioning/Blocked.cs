namespace Portal.Domain.Provisioning;

/// <summary>No step can go on until a person acts.</summary>
/// <param name="Cause">What is in the way.</param>
/// <param name="Owner">Who can remove it.</param>
/// <param name="Action">What they should do.</param>
/// <param name="Code">AWS's error code, where AWS said so.</param>
/// <param name="WayOut">Where they can do it.</param>
/// <param name="Quota">The quota that is used up: then it goes on by itself when there is room again.</param>
public sealed record Blocked(string Cause, Party Owner, string Action, string? Code = null, WayOut WayOut = WayOut.None, AwsQuota? Quota = null);
