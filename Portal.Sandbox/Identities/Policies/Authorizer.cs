using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>Asks the organisation's and the caller's policies about everything that a call does, and refuses the call in the words of its API.</summary>
internal static class Authorizer
{
    public static void Check(Call call, AwsApi api)
    {
        foreach (var needed in NeededAccess.Of(call, api))
        {
            var verdict = Ask(call, new(call.Caller.PrincipalArn, needed.Action, needed.Resource, ConditionKeys.Of(call, api, needed)));
            if (verdict != Verdict.Allowed)
            {
                throw Refusal(call, api, needed, verdict);
            }
        }
    }

    /// <summary>What an account's root may do only the organisation can deny; what anybody else may do their own policies say.</summary>
    public static Verdict Ask(Call call, AccessRequest request)
    {
        var ofOrganization = call.Store.ServiceControlPolicies.Find(call.AccountId)?.Statements() ?? [];
        return PolicyStatement.Judge(ofOrganization, request) == Verdict.Denied ? Verdict.DeniedByOrganization
            : call.Caller.IsRoot ? Verdict.Allowed
            : PolicyStatement.Judge(call.Store.PrincipalPolicies.Find(call.Caller.IdentityArn)?.Statements() ?? [], request);
    }

    /// <summary>How AWS ends the refusal of an action.</summary>
    public static string Because(Verdict verdict, string action) => verdict switch
    {
        Verdict.DeniedByOrganization => "with an explicit deny in a service control policy",
        Verdict.Denied => "with an explicit deny in an identity-based policy",
        _ => $"because no identity-based policy allows the {action} action",
    };

    private static AwsError Refusal(Call call, AwsApi api, NeededAccess needed, Verdict verdict)
    {
        var on = needed.Resource == AccessRequest.Anything ? "" : $" on resource: {needed.Resource}";
        var message = $"User: {call.Caller.PrincipalArn} is not authorized to perform: {needed.Action}{on} {Because(verdict, needed.Action)}";
        return api.IsEc2
            ? new("UnauthorizedOperation", "You are not authorized to perform this operation. " + message, 403)
            : new("AccessDenied", message, 403);
    }
}
