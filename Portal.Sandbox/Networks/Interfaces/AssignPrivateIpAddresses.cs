using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>Gives an interface more addresses; here each has one and no more.</summary>
internal sealed class AssignPrivateIpAddresses : Ec2Operation, IOnlyRefuses
{
    private const int MostAddresses = 50;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("NetworkInterfaceId");
        var addresses = call.Parameters.Texts("PrivateIpAddress");
        var count = call.Parameters.Number("SecondaryPrivateIpAddressCount", 1, MostAddresses);
        call.Parameters.Flag("AllowReassignment");
        var card = call.OwnNetworkInterface(id);
        card.RefuseManaged();
        throw addresses.Count == 0 && count is null
            ? new AwsError("MissingParameter", "Either secondaryPrivateIpAddressCount or privateIpAddresses should be present")
            : new AwsError("UnsupportedOperation", "The simulated AWS gives the interface of an instance one address.");
    }
}
