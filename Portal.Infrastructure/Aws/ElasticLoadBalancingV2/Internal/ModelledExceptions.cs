using System.Collections.Frozen;
using System.Net;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime.Internal;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>Chooses the exception class by the error code that AWS sent.</summary>
internal static class ModelledExceptions
{
    private const string Suffix = "Exception";

    private static readonly FrozenDictionary<string, Type> ByCode = typeof(LoadBalancerNotFoundException).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(AmazonElasticLoadBalancingV2Exception)))
        .ToFrozenDictionary(CodeOf);

    public static AmazonElasticLoadBalancingV2Exception Create(ErrorResponse error, Exception? innerException, HttpStatusCode statusCode)
    {
        var type = error.Code is { } code && ByCode.TryGetValue(code, out var modelled) ? modelled : typeof(AmazonElasticLoadBalancingV2Exception);
        return (AmazonElasticLoadBalancingV2Exception)Activator.CreateInstance(
            type, error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode)!;
    }

    // The class is named after the code, but for one that AWS named otherwise.
    private static string CodeOf(Type exception) =>
        exception == typeof(ALPNPolicyNotSupportedException) ? "ALPNPolicyNotFound" : exception.Name[..^Suffix.Length];
}
