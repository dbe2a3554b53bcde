using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>Reads the reply of one operation, or the error in its place.</summary>
internal sealed class QueryUnmarshaller<TResponse> : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static QueryUnmarshaller<TResponse> Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        using var reader = XmlReader.Create(input.Stream, Reading);
        var root = XElement.Load(reader);
        var response = new TResponse();
        if (QueryReader.Child(root, typeof(TResponse).Name[..^"Response".Length] + "Result") is { } result)
        {
            QueryReader.ReadMembers(result, response);
        }

        if (QueryReader.Child(root, "ResponseMetadata") is { } metadata)
        {
            response.ResponseMetadata = new ResponseMetadata { RequestId = QueryReader.Child(metadata, "RequestId")?.Value };
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return ModelledExceptions.Create(error, innerException, statusCode);
    }
}
