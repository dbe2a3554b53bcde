using System.Net;
using Microsoft.Extensions.Options;
using Portal.Jobs;

namespace Portal.Web.Hosting;

/// <summary>Names everything that is wrong with the host's settings at once.</summary>
internal sealed class PortalSettingsValidator(string? connectionString) : IValidateOptions<PortalSettings>
{
    public ValidateOptionsResult Validate(string? name, PortalSettings options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(new JobsOptionsValidator().Validate(name, options.Jobs));
        result.AddResult(CheckListening(options));
        foreach (var server in options.Dns.Malformed())
        {
            result.AddError($"Portal:Dns:Servers has {server}: use IP addresses, with a port if it is not 53, for example 10.0.0.2 or 127.0.0.1:5353.");
        }

        if (DatabaseInUse.ProblemWith(connectionString) is { } problem)
        {
            result.AddError(problem);
        }

        if (options.Mode == PortalMode.Aws)
        {
            CheckAws(options, result);
        }

        return result.Build();
    }

    private static ValidateOptionsResult CheckListening(PortalSettings options) =>
        !IPAddress.TryParse(options.ListenOn, out var address)
            ? ValidateOptionsResult.Fail($"Portal:ListenOn is {options.ListenOn}: use an IP address, for example 127.0.0.1 or 0.0.0.0.")
        : options.Mode == PortalMode.Sandbox && !IPAddress.IsLoopback(address)
            ? ValidateOptionsResult.Fail(
                $"Portal:ListenOn is {options.ListenOn}, but Portal:Mode is Sandbox: its demo people are let in on loopback only. Use 127.0.0.1.")
        : ValidateOptionsResult.Success;

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

        if (options.Aws.ServiceUrl is not null || options.Sandbox.AwsUrl is not null)
        {
            result.AddError("Portal:Mode is Aws: leave Portal:Aws:ServiceUrl and Portal:Sandbox:AwsUrl unset, or use Portal:Mode=Sandbox.");
        }
    }
}
