using System.Net;
using System.Net.Sockets;

namespace Portal.Web.Hosting;

/// <summary>Looks at everything that the portal stands on, and says what is missing or wrong; it changes nothing.</summary>
internal static class InstallationCheck
{
    /// <returns>Whether the portal would start and could work.</returns>
    public static async Task<bool> RunAsync(IConfiguration configuration, PortalCommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var works = true;
        await foreach (var found in LookAsync(configuration, line, cancellationToken))
        {
            works &= found.Verdict != CheckVerdict.Problem;
            await output.WriteLineAsync(found.ToString());
        }

        await output.WriteLineAsync(works ? "The portal can start." : "The portal cannot work like this: mend what is called a problem, and check again.");
        return works;
    }

    private static async IAsyncEnumerable<CheckLine> LookAsync(
        IConfiguration configuration, PortalCommandLine line, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (settings, problems) = PortalSettings.Inspect(configuration);
        foreach (var problem in problems)
        {
            yield return CheckLine.Problem("Settings", problem);
        }

        if (problems.Count == 0)
        {
            yield return CheckLine.Ok("Settings", $"mode {settings.Mode}, reached by {settings.PublicUrl?.ToString() ?? "this machine alone"}");
        }

        yield return DoorCheck.Folder(DataFolder.PathOf(line.DataDirectory));
        if (IPAddress.TryParse(settings.ListenOn, out var address))
        {
            yield return DoorCheck.Port(address, line.Port ?? PortalCommandLine.DefaultPort);
        }

        if (settings.Tls is { CertificateFile: not null, KeyFile: not null })
        {
            yield return DoorCheck.Certificate(settings.Tls, settings.PublicUrl, TimeProvider.System);
        }

        await foreach (var found in DatabaseCheck.LookAsync(configuration, settings, cancellationToken))
        {
            yield return found;
        }

        foreach (var (key, provider) in settings.SignIn.Providers.Where(provider => provider.Value.Authority is { IsAbsoluteUri: true }))
        {
            yield return await ProviderCheck.LookAsync(key, provider, cancellationToken);
        }

        if (settings.Mode == PortalMode.Aws)
        {
            yield return await AwsCheck.LookAsync(settings, cancellationToken);
        }
    }
}
