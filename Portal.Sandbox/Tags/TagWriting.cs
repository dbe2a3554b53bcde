using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Tags;

/// <summary>How EC2 shows the tags of a resource.</summary>
internal static class TagWriting
{
    public static void Tags(this ReplyWriter reply, Call call, string resourceId) => reply.List("tagSet", call.Tags(resourceId), tag =>
    {
        reply.Text("key", tag.Key);
        reply.Text("value", tag.Value);
    });
}
