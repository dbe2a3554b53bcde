using System.Net;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Jobs;
using Portal.Web.SignIn;

namespace Portal.Web.Hosting;

/// <summary>Names everything that is wrong with the host's settings at once.</summary>
internal sealed class PortalSettingsValidator(string? connectionString, string? owner = null) : IValidateOptions<PortalSettings>
{
    public ValidateOptionsResult Validate(string? name, PortalSettings options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(new JobsOptionsValidator().Validate(name, options.Jobs));
        result.AddResult(CheckListening(options));
        result.AddResult(new SignInSettingsValidator().Validate(name, options.SignIn));
        CheckDoor(options, result);
        foreach (var server in options.Dns.Malformed())
        {
            result.AddError($"Portal:Dns:Servers has {server}: use IP addresses, with a port if it is not 53, for example 10.0.0.2 or 127.0.0.1:5353.");
        }

        foreach (var beyond in options.Limits.Problems())
        {
            result.AddError(beyond);
        }

        if (DatabaseInUse.ProblemWith(connectionString) is { } problem)
        {
            result.AddError(problem);
        }

        CheckOwner(result);

        if (options.Mode == PortalMode.Aws)
        {
            CheckAws(options, result);
        }

        return result.Build();
    }

    private void CheckOwner(ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrEmpty(owner))
        {
            return;
        }

        if (DatabaseInUse.ProblemWith(owner, "PortalOwner") is { } problem)
        {
            result.AddError(problem);
        }
        else if (string.IsNullOrEmpty(connectionString))
        {
            result.AddError(
                "ConnectionStrings:PortalOwner is set, and ConnectionStrings:Portal is not: the portal works by a role of its own, beside the owner.");
        }
    }

    private static ValidateOptionsResult CheckListening(PortalSettings options) =>
        !IPAddress.TryParse(options.ListenOn, out var address)
            ? ValidateOptionsResult.Fail($"Portal:ListenOn is {options.ListenOn}: use an IP address, for example 127.0.0.1 or 0.0.0.0.")
        : options.Mode == PortalMode.Sandbox && !IPAddress.IsLoopback(address)
            ? ValidateOptionsResult.Fail(
                $"Portal:ListenOn is {options.ListenOn}, but Portal:Mode is Sandbox: its demo people are let in on loopback only. Use 127.0.0.1.")
        : ValidateOptionsResult.Success;

    private static void CheckDoor(PortalSettings options, ValidateOptionsResultBuilder result)
    {
        if (options.PublicUrl is { } url && (!url.IsAbsoluteUri || url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0
            || url.Scheme is not ("https" or "http")))
        {
            result.AddError($"Portal:PublicUrl is {url}: use scheme and host alone, for example https://portal.example.com.");
        }
        else if (options.PublicUrl is { Scheme: "http", IsLoopback: false })
        {
            result.AddError($"Portal:PublicUrl is {options.PublicUrl}: use https. Plain http is for this machine alone.");
        }

        foreach (var proxy in options.Proxies.Where(proxy => proxy.Length > 0 && PortalSettings.ProxyOf(proxy) is null))
        {
            result.AddError($"Portal:Proxies has {proxy}: use addresses or ranges, for example 10.0.0.5 or 10.0.0.0/24.");
        }

        CheckTls(options, result);
    }

    private static void CheckTls(PortalSettings options, ValidateOptionsResultBuilder result)
    {
        if (options.Tls.CertificateFile is null != options.Tls.KeyFile is null)
        {
            result.AddError("Portal:Tls needs both CertificateFile and KeyFile, or neither.");
        }

        foreach (var file in new[] { options.Tls.CertificateFile, options.Tls.KeyFile }.OfType<string>().Where(file => !File.Exists(file)))
        {
            result.AddError($"Portal:Tls has {file}, and no such file can be read.");
        }
    }

    private void CheckAws(PortalSettings options, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrEmpty(connectionString))
        {
            result.AddError("Portal:Mode is Aws: set ConnectionStrings:Portal to a PostgreSQL database of your own.");
        }

        if (string.IsNullOrEmpty(options.Aws.HomeRegion) && AwsSettings.RegionOfTheMachine is null)
        {
            result.AddError("Portal:Mode is Aws: set Portal:Aws:HomeRegion to the region in which the portal runs, for example eu-central-1.");
        }

        if (options.SignIn.Providers.Count == 0)
        {
            result.AddError(
                "Portal:Mode is Aws, and nobody could sign in: set Portal:SignIn:Providers:NAME:Authority, ClientId and ClientSecret; see docs/sign-in.md.");
        }
        else if (options.SignIn.FirstAdmin is null && !options.SignIn.Groups.Any(group => group.PortalRoles.Contains(PortalRole.NetworkAdmin)))
        {
            result.AddError(
                "Portal:Mode is Aws, and nobody would be a network admin: set Portal:SignIn:FirstAdmin:Subject, or a group with the portal role NetworkAdmin.");
        }

        if (options.PublicUrl is null)
        {
            result.AddError(
                "Portal:Mode is Aws: set Portal:PublicUrl to the address by which browsers reach the portal, for example https://portal.example.com.");
        }
        else if (options is { PublicUrl: { IsAbsoluteUri: true, Scheme: "https" }, Tls.CertificateFile: null } && options.Proxies.All(string.IsNullOrEmpty))
        {
            result.AddError(
                "Portal:PublicUrl is https: set Portal:Tls:CertificateFile and KeyFile, or name the proxy that has the certificate in Portal:Proxies.");
        }

        if (options.Aws.ServiceUrl is { } url && (!url.IsAbsoluteUri || (url.Scheme != "https" && !url.IsLoopback)))
        {
            result.AddError($"Portal:Aws:ServiceUrl is {url}: use an https address, or leave it unset for AWS itself. Plain http is for this machine alone.");
        }

        if (options.Sandbox.AwsUrl is not null || options.Sandbox.ControlUrl is not null)
        {
            result.AddError("Portal:Mode is Aws: leave Portal:Sandbox:AwsUrl and ControlUrl unset, or use Portal:Mode=Sandbox.");
        }
    }
}
