using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Portal.Domain.Networking;

namespace Portal.Infrastructure.Aws;

/// <summary>Names everything that is wrong with the AWS options at once.</summary>
internal sealed partial class AwsOptionsValidator : IValidateOptions<AwsOptions>
{
    public ValidateOptionsResult Validate(string? name, AwsOptions options)
    {
        string[] errors = [.. Errors(options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(AwsOptions options)
    {
        if (options.ServiceUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
        {
            yield return $"ServiceUrl \"{url}\" is not an http or https address.";
        }

        if (!AwsIds.IsRegion(options.HomeRegion))
        {
            yield return $"HomeRegion \"{options.HomeRegion}\" is not a region like eu-central-1.";
        }

        foreach (var region in options.Regions.Where(region => !AwsIds.IsRegion(region)))
        {
            yield return $"Regions has \"{region}\", which is not a region like eu-central-1.";
        }

        if (string.IsNullOrEmpty(options.AccessKeyId) != string.IsNullOrEmpty(options.SecretAccessKey))
        {
            yield return "AccessKeyId and SecretAccessKey belong together: give both, or neither for the SDK's default credentials.";
        }

        if (!SessionName().IsMatch(options.SessionNamePrefix))
        {
            yield return "SessionNamePrefix has to be 2 to 32 of A-Z, a-z, 0-9 and _+=,.@- for AWS to take it.";
        }

        if (!InRange(options.ReadTimeout))
        {
            yield return $"ReadTimeout {options.ReadTimeout} is not between 1 second and 1 minute.";
        }

        if (!InRange(options.MutationTimeout))
        {
            yield return $"MutationTimeout {options.MutationTimeout} is not between 1 second and 1 minute.";
        }
    }

    private static bool InRange(TimeSpan timeout) => timeout >= TimeSpan.FromSeconds(1) && timeout <= TimeSpan.FromMinutes(1);

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]{2,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionName();
}
