using System.Collections;
using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>Writes any request in AWS's query protocol: the form parameters follow from the names of the shapes' members.</summary>
internal sealed class QueryMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.ElasticLoadBalancingV2") { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = QueryShape.OperationOf(input.GetType());
        request.Parameters["Version"] = "2015-12-01";
        WriteMembers(request.Parameters, "", input);
        return request;
    }

    private static void WriteMembers(IDictionary<string, string> parameters, string prefix, object shape)
    {
        foreach (var member in QueryShape.MembersOf(shape.GetType()))
        {
            Write(parameters, prefix + member.Name, member.GetValue(shape));
        }
    }

    private static void Write(IDictionary<string, string> parameters, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string or ConstantClass or IFormattable:
                parameters[name] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                break;
            case bool flag:
                parameters[name] = flag ? "true" : "false";
                break;
            // Null means not sent; an empty collection is sent, as the SDK does.
            case ICollection { Count: 0 }:
                parameters[name] = "";
                break;
            case IDictionary<string, string> map:
                WriteEntries(parameters, name, map);
                break;
            case IList list:
                for (var index = 0; index < list.Count; index++)
                {
                    Write(parameters, $"{name}.member.{index + 1}", list[index]);
                }

                break;
            default:
                WriteMembers(parameters, name + ".", value);
                break;
        }
    }

    private static void WriteEntries(IDictionary<string, string> parameters, string name, IDictionary<string, string> map)
    {
        foreach (var (index, entry) in map.Index())
        {
            parameters[$"{name}.entry.{index + 1}.key"] = entry.Key;
            parameters[$"{name}.entry.{index + 1}.value"] = entry.Value;
        }
    }
}
