using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities;

/// <summary>Tells a caller who it is.</summary>
internal sealed class GetCallerIdentity : StsOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        reply.Text("Arn", call.Caller.PrincipalArn);
        reply.Text("UserId", call.Caller.UserId);
        reply.Text("Account", call.Caller.AccountId);
    }
}
