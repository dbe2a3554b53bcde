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
            var request = new AccessRequest(call.Caller.PrincipalArn, needed.Action, needed.Resource, ConditionKeys.Of(call, api, needed));
            var verdict = Ask(call, request);
            if (verdict != Verdict.Allowed)
            {
                throw Refusal(call, api, request, verdict);
            }
        }
    }

    /// <summary>What an account's root may do only the organisation can deny; what anybody else may do their own policies say.</summary>
    public static Verdict Ask(Call call, AccessRequest request)
    {
        return PolicyStatement.Judge(OfOrganization(call), request) == Verdict.Denied ? Verdict.DeniedByOrganization
            : call.Caller.IsRoot ? Verdict.Allowed
            : PolicyStatement.Judge(OfCaller(call), request);
    }

    /// <summary>How AWS ends the refusal of an action.</summary>
    public static string Because(Verdict verdict, string action) => verdict switch
    {
        Verdict.DeniedByOrganization => "with an explicit deny in a service control policy",
        Verdict.Denied => "with an explicit deny in an identity-based policy",
        _ => $"because no identity-based policy allows the {action} action",
    };

    private static IReadOnlyList<PolicyStatement> OfOrganization(Call call) => call.Store.ServiceControlPolicies.Find(call.AccountId)?.Statements() ?? [];

    private static IReadOnlyList<PolicyStatement> OfCaller(Call call) => call.Store.PrincipalPolicies.Find(call.Caller.IdentityArn)?.Statements() ?? [];

    private static AwsError Refusal(Call call, AwsApi api, AccessRequest request, Verdict verdict)
    {
        var on = request.Resource == AccessRequest.Anything ? "" : $" on resource: {request.Resource}";
        var message = $"User: {call.Caller.PrincipalArn} is not authorized to perform: {request.Action}{on} {Because(verdict, request.Action)}";
        return api.IsEc2
            ? new("UnauthorizedOperation", $"You are not authorized to perform this operation. {message}{Encoded(call, request, verdict)}", 403)
            : new("AccessDenied", message, 403);
    }

    /// <summary>Of what changes something EC2 tells more, to whoever may decode it.</summary>
    private static string Encoded(Call call, AccessRequest request, Verdict verdict)
    {
        if (AwsApi.IsReading(call.Action))
        {
            return "";
        }

        IReadOnlyList<PolicyStatement> statements = verdict switch
        {
            Verdict.DeniedByOrganization => call.Switches.DenialsOfOrganizationsAreDecoded ? OfOrganization(call) : [],
            Verdict.Denied => OfCaller(call),
            _ => [],
        };
        var matched = statements.FirstOrDefault(statement => !statement.Allows && statement.SpeaksOf(request));
        var details = AuthorizationDetails.Of(call, request, verdict, matched);
        return $". Encoded authorization failure message: {AuthorizationMessages.Encode(call.AccountId, details)}";
    }
}
