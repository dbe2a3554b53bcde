using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>One item of a batch that could not be done, though the batch as a whole was answered with 200.</summary>
internal sealed record UnsuccessfulItem(string ResourceId, string Code, string Message);

internal static class UnsuccessfulWriting
{
    public static void Unsuccessful(this ReplyWriter reply, IReadOnlyList<UnsuccessfulItem> items) => reply.List("unsuccessful", items, item =>
    {
        reply.Structure("error", () =>
        {
            reply.Text("code", item.Code);
            reply.Text("message", item.Message);
        });
        reply.Text("resourceId", item.ResourceId);
    });
}
