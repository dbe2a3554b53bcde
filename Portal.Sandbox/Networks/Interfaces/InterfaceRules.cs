using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>
/// What keeps network interfaces from being changed by hand. Every interface here belongs to an instance, an endpoint or a load balancer: none is free.
/// </summary>
internal static class InterfaceRules
{
    private const string AwsAttachment = "ela-attach-";
    private const string OwnAttachment = "eni-attach-";

    public static NetworkInterface OwnNetworkInterface(this Call call, string id) =>
        call.Store.NetworkInterfaces.TryFind(IdKind.NetworkInterface.Check(id), out var card) && IsThere(call, card)
            ? card
            : throw IdKind.NetworkInterface.NotFound(id);

    /// <summary>The interface that an attachment holds; AWS names its own attachments differently.</summary>
    public static NetworkInterface AttachedInterface(this Call call, string attachmentId)
    {
        var suffix = new[] { AwsAttachment, OwnAttachment }
            .Where(prefix => attachmentId.StartsWith(prefix, StringComparison.Ordinal))
            .Select(prefix => attachmentId[prefix.Length..])
            .FirstOrDefault();
        if (suffix is null || !AwsIds.IsWellFormed(IdKind.NetworkInterface.Prefix + suffix, IdKind.NetworkInterface.Prefix))
        {
            throw new AwsError("InvalidNetworkInterfaceAttachmentId.Malformed", $"Invalid id: \"{attachmentId}\" (expecting \"{OwnAttachment}...\")");
        }

        return call.Store.NetworkInterfaces.TryFind(IdKind.NetworkInterface.Prefix + suffix, out var card) && IsThere(call, card)
            && DescribeNetworkInterfaces.AttachmentId(card) == attachmentId
            ? card
            : throw new AwsError("InvalidAttachmentID.NotFound", $"The attachment ID '{attachmentId}' does not exist");
    }

    /// <summary>What AWS made for something of its own it lets nobody change, whatever their policies say.</summary>
    public static void RefuseManaged(this NetworkInterface card)
    {
        if (card.IsManaged)
        {
            throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.");
        }
    }

    public static AwsError InUse(string id) => new("InvalidParameterValue", $"Network interface '{id}' is currently in use.");

    public static AwsError AttachedElsewhere(string id) => new("InvalidNetworkInterface.InUse", $"Interface: [{id}] in use.");

    public static AwsError NotDetachable(NetworkInterface card) => new("OperationNotPermitted", card.IsManaged
        ? "You are not allowed to manage 'ela-attach' attachments."
        : "The network interface at device index 0 and networkCard index 0 cannot be detached.");

    private static bool IsThere(Call call, NetworkInterface card) => call.Owns(card, card.Region) && (card.GoneAt is not { } end || end > call.Now);
}
