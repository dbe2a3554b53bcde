using System.Text.RegularExpressions;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities;

/// <summary>Gives temporary keys of a role to a principal that the role trusts and whose own policies let it.</summary>
internal sealed partial class AssumeRole : StsOperation
{
    private const string Permission = "sts:AssumeRole";
    private const int Shortest = 900;
    private const int Longest = 43200;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var roleArn = call.Parameters.Required("RoleArn");
        var session = call.Parameters.Required("RoleSessionName");
        var externalId = call.Parameters.Text("ExternalId");
        var seconds = call.Parameters.Number("DurationSeconds", Shortest, Longest) ?? 3600;
        if (!SessionName().IsMatch(session))
        {
            throw CommonErrors.Validation(
                $@"Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*");
        }

        var role = Trusted(call, roleArn, session, externalId);
        if (TimeSpan.FromSeconds(seconds) > role.LongestSession)
        {
            throw new AwsError("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }

        var key = new AccessKey(
            AwsIds.NewKey("ASIA"), role.OwnerId, AwsIds.NewSecret(),
            $"arn:aws:sts::{role.OwnerId}:assumed-role/{role.Name}/{session}", $"{role.RoleId}:{session}")
        {
            SessionToken = AwsIds.NewSessionToken(),
            ExpiresAt = call.SignatureTime.AddSeconds(seconds),
        };
        foreach (var old in call.Store.Keys.OwnedBy(role.OwnerId).Where(old => old.ExpiresAt + AccessKey.Remembered < call.SignatureTime).ToList())
        {
            call.Store.Keys.Delete(old.Id);
        }

        call.Store.Keys.Put(key);
        call.Touched(key.PrincipalArn);
        Write(reply, key);
    }

    private static Role Trusted(Call call, string roleArn, string session, string? externalId)
    {
        var caller = call.Caller;
        var keys = ConditionKeys.OfCaller(call);
        keys["sts:RoleSessionName"] = [session];
        if (externalId is not null)
        {
            keys["sts:ExternalId"] = [externalId];
        }

        var request = new AccessRequest(caller.PrincipalArn, Permission, roleArn, keys);
        var own = Authorizer.Ask(call, request);
        if (call.Store.Roles.Find(roleArn) is { } role && IsAllowed(call, role, request, own))
        {
            return role;
        }

        var because = own is Verdict.Denied or Verdict.DeniedByOrganization ? " " + Authorizer.Because(own, Permission) : "";
        throw new AwsError("AccessDenied", $"User: {caller.PrincipalArn} is not authorized to perform: {Permission} on resource: {roleArn}{because}", 403);
    }

    /// <summary>Across accounts both sides must allow it; within one, a trust policy that names the principal itself is enough.</summary>
    private static bool IsAllowed(Call call, Role role, AccessRequest request, Verdict own)
    {
        var caller = call.Caller;
        var trust = PolicyReader.Read(role.TrustPolicy);
        var named = trust.Where(statement => statement.Principals.Any(principal => principal == caller.PrincipalArn || principal == caller.IdentityArn));
        var trusting = trust.Where(statement => statement.Principals.Any(principal => Covers(principal, caller)));
        return PolicyStatement.Judge(trusting, request) == Verdict.Allowed
            && (own == Verdict.Allowed
                || (own == Verdict.NotAllowed && role.OwnerId == caller.AccountId && PolicyStatement.Judge(named, request) == Verdict.Allowed));
    }

    private static bool Covers(string principal, Caller caller) =>
        principal == "*" || principal == caller.AccountId || principal == caller.RootArn || principal == caller.PrincipalArn || principal == caller.IdentityArn;

    private static void Write(ReplyWriter reply, AccessKey key)
    {
        reply.Structure("AssumedRoleUser", () =>
        {
            reply.Text("AssumedRoleId", key.UserId);
            reply.Text("Arn", key.PrincipalArn);
        });
        reply.Structure("Credentials", () =>
        {
            reply.Text("AccessKeyId", key.Id);
            reply.Text("SecretAccessKey", key.Secret);
            reply.Text("SessionToken", key.SessionToken);
            reply.Time("Expiration", key.ExpiresAt);
        });
    }

    [GeneratedRegex(@"\A[\w+=,.@-]{2,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex SessionName();
}
