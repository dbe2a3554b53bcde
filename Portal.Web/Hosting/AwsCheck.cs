using Microsoft.Extensions.Options;
using Portal.Infrastructure;
using Portal.Infrastructure.Aws;

namespace Portal.Web.Hosting;

/// <summary>Whether AWS knows the portal's own credentials in its home region.</summary>
internal static class AwsCheck
{
    private const string Subject = "AWS";

    public static async Task<CheckLine> LookAsync(PortalSettings settings, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging();
        services.Configure<AwsOptions>(new AwsEnvironment(null, null, null, null, null, settings.Aws).Configure);
        services.AddSingleton<FindAccountAccess>((_, _) => throw new InvalidOperationException("No account is entered."));
        services.AddPortalAws();
        await using var provider = services.BuildServiceProvider();
        try
        {
            var home = provider.GetRequiredService<IOptions<AwsOptions>>().Value.HomeRegion;
            var account = await provider.GetRequiredService<HubIdentity>().AccountIdAsync(cancellationToken);
            return CheckLine.Ok(Subject, $"the portal is known as account {account} in {home}; each account's role trusts this one");
        }
        catch (AwsCallException refused)
        {
            return CheckLine.Problem(Subject, $"{refused.Failure.Cause}. {refused.Failure.Action}");
        }
        catch (OptionsValidationException wrong)
        {
            return CheckLine.Problem(Subject, string.Join(' ', wrong.Failures));
        }
    }
}
