using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

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
