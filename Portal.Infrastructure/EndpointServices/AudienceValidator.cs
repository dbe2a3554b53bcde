using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Reads who may see a service, or whose requests are approved at once.</summary>
internal static class AudienceValidator
{
    public static void Check(AudienceInput? input, string field, InputErrors errors)
    {
        foreach (var (account, index) in (input?.Accounts ?? []).Select((account, index) => (account, index)))
        {
            errors.Check(AwsIds.IsAccountId(account), $"{field}.accounts[{index}]", $"\"{account}\" is not an AWS account id: 12 digits.");
        }
    }

    public static Audience Read(AudienceInput? input, Audience otherwise) => input is null
        ? otherwise
        : new(input.Everyone ?? false, [.. (input.Teams ?? []).Order()], [.. (input.Accounts ?? []).Select(account => account!).Order(StringComparer.Ordinal)]);
}
