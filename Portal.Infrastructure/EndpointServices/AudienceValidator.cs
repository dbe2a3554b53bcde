using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Reads who may see a service, or whose requests are approved at once.</summary>
internal static class AudienceValidator
{
    private const int MostNamed = 1_000;

    /// <summary>Whether there are so few that each can be looked at.</summary>
    public static bool CheckCounts(AudienceInput? input, string field, InputErrors errors) =>
        errors.AtMost(input?.Teams?.Count, MostNamed, $"{field}.teams", "teams") & errors.AtMost(
            input?.Accounts?.Count, MostNamed, $"{field}.accounts", "accounts");

    public static void Check(AudienceInput? input, string field, InputErrors errors)
    {
        if (!CheckCounts(input, field, errors))
        {
            return;
        }

        foreach (var (account, index) in (input?.Accounts ?? []).Select((account, index) => (account, index)))
        {
            errors.Check(AwsIds.IsAccountId(account), $"{field}.accounts[{index}]", $"\"{InputErrors.Shown(account)}\" is not an AWS account id: 12 digits.");
        }
    }

    public static Audience Read(AudienceInput? input, Audience otherwise) => input is null
        ? otherwise
        : new(
            input.Everyone ?? false, [.. (input.Teams ?? []).Distinct().Order()],
            [.. (input.Accounts ?? []).Select(account => account!).Distinct().Order(StringComparer.Ordinal)]);
}
