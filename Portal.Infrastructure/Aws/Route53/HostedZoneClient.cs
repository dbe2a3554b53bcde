using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace Portal.Infrastructure.Aws.Route53;

/// <summary>The one call of Route 53 that the portal makes, through the AWS SDK's own pipeline: signing, retries and errors are the SDK's.</summary>
internal sealed class HostedZoneClient(AWSCredentials credentials, HostedZoneConfig config) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <summary>One page of the private hosted zones that a VPC is associated with.</summary>
    public Task<ListHostedZonesResponse> ListByVpcAsync(ListHostedZonesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<ListHostedZonesResponse>(
            request, new InvokeOptions { RequestMarshaller = new Marshaller(), ResponseUnmarshaller = new Unmarshaller() }, cancellationToken);

    // The base pipeline signs nothing by itself.
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandlerAfter<Amazon.Runtime.Internal.Marshaller>(new SigningHandler());

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "Route 53";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }

    private sealed class SigningHandler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var (wish, request) = ((ListHostedZonesRequest)input, new DefaultRequest(input, "Amazon.Route53"));
            (request.HttpMethod, request.ResourcePath, request.UseQueryString) = ("GET", "/2013-04-01/hostedzonesbyvpc", true);
            request.Parameters["vpcid"] = wish.VpcId;
            request.Parameters["vpcregion"] = wish.VpcRegion;
            if (wish.NextToken is { } token)
            {
                request.Parameters["nexttoken"] = token;
            }

            return request;
        }
    }

    private sealed class Unmarshaller : XmlResponseUnmarshaller
    {
        private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
        {
            using var reader = XmlReader.Create(input.Stream, Reading);
            var root = XElement.Load(reader);
            if (root.Name.LocalName != "ListHostedZonesByVPCResponse")
            {
                throw new XmlException($"What came back is a {root.Name.LocalName}.");
            }

            return new ListHostedZonesResponse
            {
                HostedZones = [.. root.Descendants().Where(element => element.Name.LocalName == "HostedZoneSummary").Select(Zone)],
                NextToken = Child(root, "NextToken"),
                ResponseMetadata = new ResponseMetadata { RequestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId") },
            };
        }

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
            return new(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }

        private static HostedZoneSummary Zone(XElement zone)
        {
            var owner = zone.Elements().FirstOrDefault(element => element.Name.LocalName == "Owner");
            return new(
                Child(zone, "HostedZoneId") ?? "", Child(zone, "Name") ?? "",
                owner is null ? null : Child(owner, "OwningAccount"), owner is null ? null : Child(owner, "OwningService"));
        }

        private static string? Child(XElement element, string name) =>
            element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value is { Length: > 0 } text ? text : null;
    }
}
