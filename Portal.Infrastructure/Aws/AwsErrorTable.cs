using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS's error codes mean to people; by message only where AWS hides several faults under one code.</summary>
internal static class AwsErrorTable
{
    /// <summary>The rows of a code that have a pattern are tried before the one without.</summary>
    internal static readonly IReadOnlyList<AwsErrorRow> Rows =
        [.. EndpointErrors.Rows, .. LoadBalancerErrors.Rows, .. QuotaErrors.Rows, .. WaitErrors.Rows, .. AccessErrors.Rows];

    private static readonly FrozenDictionary<string, AwsErrorRow[]> ByCode = Rows.GroupBy(row => row.Code)
        .ToFrozenDictionary(rows => rows.Key, rows => rows.OrderBy(row => row.Pattern is null).ThenBy(row => row.TokenService is null).ToArray());

    /// <param name="ofTokenService">Whether the refusal concerns the assuming of the role rather than what was to be done with it.</param>
    public static AwsFailure Find(string code, string message, Party accountOwner, bool ofTokenService) => RowOf(code, message, ofTokenService) switch
    {
        ({ } row, var match) => new(
            code, message, row.Class, Words(row.Cause, match), row.Owner ?? accountOwner, Words(row.Action, match), row.OutcomeKnown, row.MayPass,
            row.WayOut, row.Quota),
        _ when QuotaErrors.IsOne(code) => QuotaErrors.Unknown(code, message, accountOwner),
        _ => new(code, message, RetryClass.UserFix, $"AWS refused with {(code.Length == 0 ? "no code" : code)}: {message}", Party.Operator,
            "Remove the cause that AWS names, then retry; if it names none, report it with the operation's details", OutcomeKnown: true,
            WayOut: WayOut.Report),
    };

    internal static (AwsErrorRow? Row, Match? Match) RowOf(string code, string message, bool ofTokenService)
    {
        foreach (var row in (IEnumerable<AwsErrorRow>)[.. ByCode.GetValueOrDefault(code) ?? [], .. ByCode[AwsErrorRow.AnyCode]])
        {
            var match = row.Regex?.Match(message);
            if ((row.TokenService ?? ofTokenService) == ofTokenService && match is null or { Success: true })
            {
                return (row, match);
            }
        }

        return (null, null);
    }

    // A policy's ARN stands between words where AWS gives it, and leaves no gap where not.
    private static string Words(string template, Match? match) => match is null
        ? template
        : match.Result(match.Groups["policy"].Success ? template.Replace("${policy}", " ${policy}", StringComparison.Ordinal) : template);
}
