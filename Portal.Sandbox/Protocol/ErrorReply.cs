using System.Text;
using System.Xml.Linq;

namespace Portal.Sandbox.Protocol;

/// <summary>The two error envelopes of AWS's query protocols.</summary>
internal static class ErrorReply
{
    public static byte[] Write(AwsApi api, AwsError error, string requestId)
    {
        var message = ReplyWriter.Printable(error.Message);
        return Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + (api.IsEc2 ? Ec2(error, message, requestId) : Query(api, error, message, requestId)));
    }

    private static string Ec2(AwsError error, string message, string requestId) =>
        new XElement("Response",
            new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", message))),
            new XElement("RequestID", requestId)).ToString(SaveOptions.DisableFormatting);

    private static string Query(AwsApi api, AwsError error, string message, string requestId)
    {
        XNamespace xmlns = api.Namespace;
        return new XElement(xmlns + "ErrorResponse",
            new XElement(xmlns + "Error",
                new XElement(xmlns + "Type", error.Status >= 500 ? "Receiver" : "Sender"),
                new XElement(xmlns + "Code", error.Code),
                new XElement(xmlns + "Message", message)),
            new XElement(xmlns + "RequestId", requestId)).ToString(SaveOptions.DisableFormatting);
    }
}
