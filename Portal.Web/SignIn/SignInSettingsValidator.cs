using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Portal.Web.SignIn;

/// <summary>Names everything that is wrong with how people sign in.</summary>
internal sealed partial class SignInSettingsValidator : IValidateOptions<SignInSettings>
{
    private const string Where = "Portal:SignIn";

    public ValidateOptionsResult Validate(string? name, SignInSettings options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var (key, provider) in options.Providers)
        {
            CheckProvider($"{Where}:Providers:{key}", key, provider, result);
        }

        for (var index = 0; index < options.Groups.Count; index++)
        {
            CheckGroup($"{Where}:Groups:{index}", options, options.Groups[index], result);
        }

        if (options.FirstAdmin is { } admin)
        {
            CheckNamed($"{Where}:FirstAdmin", options, admin.Provider, result);
            if (string.IsNullOrWhiteSpace(admin.Subject))
            {
                result.AddError($"{Where}:FirstAdmin:Subject is missing: sign in once, and the sign-in page says yours.");
            }
        }

        CheckTime($"{Where}:Sessions:Idle", options.Sessions.Idle, options.Sessions.Life, result);
        CheckTime($"{Where}:Sessions:Life", options.Sessions.Life, TimeSpan.FromDays(30), result);
        return result.Build();
    }

    private static void CheckProvider(string where, string key, IdentityProviderSettings provider, ValidateOptionsResultBuilder result)
    {
        if (!ShortName().IsMatch(key))
        {
            result.AddError($"{where}: name the provider by small letters, digits and hyphens, for example entra; it stands in addresses.");
        }

        if (provider.Authority is not { IsAbsoluteUri: true } authority)
        {
            result.AddError($"{where}:Authority is missing: the address before /.well-known/openid-configuration.");
        }
        else if (authority.Scheme != Uri.UriSchemeHttps && !IsLoopback(authority))
        {
            result.AddError($"{where}:Authority is {authority}: use https. Plain http is for this machine alone.");
        }

        if (string.IsNullOrWhiteSpace(provider.ClientId))
        {
            result.AddError($"{where}:ClientId is missing: the provider gives it out when the portal is registered there.");
        }

        if (string.IsNullOrEmpty(provider.ClientSecret) == string.IsNullOrEmpty(provider.ClientSecretFile))
        {
            result.AddError($"{where} needs one of ClientSecret and ClientSecretFile.");
        }
        else if (provider.ClientSecretFile is { Length: > 0 } file && !File.Exists(file))
        {
            result.AddError($"{where}:ClientSecretFile is {file}, and no such file can be read.");
        }
    }

    private static void CheckGroup(string where, SignInSettings options, GroupSettings group, ValidateOptionsResultBuilder result)
    {
        CheckNamed(where, options, group.Provider, result);
        if (string.IsNullOrWhiteSpace(group.Group))
        {
            result.AddError($"{where}:Group is missing: the group's name or id, as the provider writes it into its tokens.");
        }

        if (group.TeamRoles.Count == 0 && group.PortalRoles.Count == 0)
        {
            result.AddError($"{where} gives nobody anything: set TeamRoles with Team, or PortalRoles.");
        }

        if (string.IsNullOrWhiteSpace(group.Team) != (group.TeamRoles.Count == 0) || group.Team is { Length: > 100 })
        {
            result.AddError($"{where}: Team (at most 100 characters) and TeamRoles go together.");
        }

        if (group.TeamRoles.Any(role => !Enum.IsDefined(role) || role < 0) || group.PortalRoles.Any(role => !Enum.IsDefined(role) || role < 0))
        {
            result.AddError($"{where}: TeamRoles are Provider and Consumer, PortalRoles are NetworkAdmin and Auditor.");
        }
    }

    private static void CheckNamed(string where, SignInSettings options, string? provider, ValidateOptionsResultBuilder result)
    {
        if (options.ProviderOf(provider) is not { } key || !options.Providers.ContainsKey(key))
        {
            result.AddError(string.IsNullOrEmpty(provider)
                ? $"{where}:Provider is missing: name one of the providers."
                : $"{where}:Provider is {provider}, and there is no {Where}:Providers:{provider}.");
        }
    }

    private static void CheckTime(string where, TimeSpan time, TimeSpan most, ValidateOptionsResultBuilder result)
    {
        if (time < TimeSpan.FromMinutes(5) || time > most)
        {
            result.AddError($"{where} is {time}: use 00:05:00 to {most}.");
        }
    }

    private static bool IsLoopback(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,30}$")]
    private static partial Regex ShortName();
}
