using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Identities;

/// <summary>Gives temporary keys of a role to a principal that the role trusts.</summary>
internal sealed partial class AssumeRole : StsOperation
{
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
            throw CommonErrors.Validation($@"Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*");
        }

        var role = Trusted(call, roleArn, externalId);
        if (TimeSpan.FromSeconds(seconds) > role.LongestSession)
        {
            throw new AwsError("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }

        var key = new AccessKey(AwsIds.NewKey("ASIA"), role.OwnerId, AwsIds.NewSecret(), $"arn:aws:sts::{role.OwnerId}:assumed-role/{role.Name}/{session}", $"{role.RoleId}:{session}")
        {
            SessionToken = AwsIds.NewSessionToken(),
            ExpiresAt = call.Now.AddSeconds(seconds),
        };
        call.Store.Keys.Put(key);
        call.Touched(key.PrincipalArn);
        Write(reply, key);
    }

    private static Role Trusted(Call call, string roleArn, string? externalId)
    {
        var caller = call.Caller;
        var trusted = call.Store.Roles.Find(roleArn) is { } role && role.TrustedAccountId == caller.AccountId && (role.ExternalId is null || role.ExternalId == externalId) ? role : null;
        return trusted ?? throw new AwsError("AccessDenied", $"User: {caller.PrincipalArn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}", 403);
    }

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
