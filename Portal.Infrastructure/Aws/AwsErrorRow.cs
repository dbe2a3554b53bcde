using System.Text.RegularExpressions;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>What one of AWS's refusals means.</summary>
/// <param name="Code">AWS's code; <see cref="AnyCode"/> where the words tell it under whatever code.</param>
/// <param name="Owner">None for the side whose account was called.</param>
/// <param name="WayOut">Where the action can be taken; whatever needs a person has one.</param>
/// <param name="TokenService">None for both; otherwise whether it holds for assuming the role only, or for everything else only.</param>
internal sealed record AwsErrorRow(
    string Code, RetryClass Class, Party? Owner, string Cause, string Action, WayOut WayOut, string? Pattern = null, bool? TokenService = null,
    bool OutcomeKnown = true, bool MayPass = false, AwsQuota? Quota = null)
{
    public const string AnyCode = "*";
    public const string TriesAgain = "None; the portal tries again";
    public const string ChecksAgain = "None; the portal checks again";

    public Regex? Regex { get; } = Pattern is null
        ? null
        : new Regex(Pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>For what passes by itself.</summary>
    public static AwsErrorRow Passes(string code, RetryClass retryClass, string cause, string action = TriesAgain, string? pattern = null) =>
        new(code, retryClass, Party.Aws, cause, action, WayOut.None, pattern);

    /// <summary>For a quota that is used up: shown until there is room, and tried again by itself.</summary>
    public static AwsErrorRow Full(string code, string cause, AwsQuota quota, string room, string? pattern = null) => new(
        code, RetryClass.Quota, null, cause, $"{room}, or raise the quota {quota} in Service Quotas; the portal then goes on by itself", WayOut.Quotas, pattern,
        Quota: quota);
}
