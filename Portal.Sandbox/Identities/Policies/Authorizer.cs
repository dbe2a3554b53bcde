using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>Asks the caller's policies about everything that a call does, and refuses the call in the words of its API.</summary>
internal static class Authorizer
{
    public static void Check(Call call, AwsApi api)
    {
        if (call.Caller.IsRoot)
        {
            return;
        }

        foreach (var needed in NeededAccess.Of(call, api))
        {
            var verdict = Ask(call, new(call.Caller.PrincipalArn, needed.Action, needed.Resource, ConditionKeys.Of(call, api, needed)));
            if (verdict != Verdict.Allowed)
            {
                throw Refusal(call, api, needed, verdict);
            }
        }
    }

    /// <summary>What the caller's own policies say; an account's root is allowed everything.</summary>
    public static Verdict Ask(Call call, AccessRequest request) => call.Caller.IsRoot ? Verdict.Allowed
        : PolicyStatement.Judge(call.Store.PrincipalPolicies.Find(call.Caller.IdentityArn)?.Statements() ?? [], request);

    private static AwsError Refusal(Call call, AwsApi api, NeededAccess needed, Verdict verdict)
    {
        var on = needed.Resource == AccessRequest.Anything ? "" : $" on resource: {needed.Resource}";
        var because = verdict == Verdict.Denied
            ? "with an explicit deny in an identity-based policy"
            : $"because no identity-based policy allows the {needed.Action} action";
        var message = $"User: {call.Caller.PrincipalArn} is not authorized to perform: {needed.Action}{on} {because}";
        return api.IsEc2
            ? new("UnauthorizedOperation", "You are not authorized to perform this operation. " + message, 403)
            : new("AccessDenied", message, 403);
    }
}
