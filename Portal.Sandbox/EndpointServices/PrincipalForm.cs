using System.Text.RegularExpressions;
using Portal.Sandbox.Identities;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Signing;

namespace Portal.Sandbox.EndpointServices;

/// <summary>What can be a principal of an endpoint service: everybody, an account, one of its users or roles.</summary>
internal static partial class PrincipalForm
{
    /// <summary>Refuses what is no principal by its form, and among those to be added what does not exist.</summary>
    public static void Check(Call call, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed)
    {
        var invalid = added.Concat(removed).FirstOrDefault(principal => !Form().IsMatch(principal))
            ?? (call.Switches.UnknownPrincipalsAreRefused ? added.FirstOrDefault(principal => !Exists(call, principal)) : null);
        if (invalid is not null)
        {
            throw new AwsError("InvalidPrincipal", $"Invalid Principal: '{invalid}'");
        }
    }

    private static bool Exists(Call call, string principal)
    {
        var parts = Form().Match(principal).Groups;
        return !parts["account"].Success
            || (call.Store.Accounts.Find(parts["account"].Value) is { } account && parts["kind"].Value switch
            {
                "user" => call.Store.Keys.OwnedBy(account.Id).Any(key => key.PrincipalArn == principal),
                "role" => call.Store.Roles.Find(principal) is not null,
                _ => true,
            });
    }

    // No paths: AWS does not support principals with path components.
    [GeneratedRegex(@"\A(\*|arn:aws:iam::(?<account>\d{12}):(root|(?<kind>user|role)/[\w+=,.@-]{1,64}))\z", RegexOptions.ECMAScript)]
    private static partial Regex Form();
}
