using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities;

/// <summary>Tells the whole of a refusal to those of its account whom policies let ask.</summary>
internal sealed class DecodeAuthorizationMessage : StsOperation
{
    private const int Longest = 10_240;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var encoded = call.Parameters.Required("EncodedMessage");
        if (encoded.Length > Longest)
        {
            throw CommonErrors.Validation(
                $"Value at 'encodedMessage' failed to satisfy constraint: Member must have length less than or equal to {Longest}");
        }

        reply.Text("DecodedMessage", AuthorizationMessages.Decode(call.AccountId, encoded)
            ?? throw new AwsError("InvalidAuthorizationMessageException", "Invalid Authorization Message"));
    }
}
