using System.Collections.Concurrent;
using System.Reflection;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>What the types of the shapes say about the wire: class and property names are AWS's own.</summary>
internal static class QueryShape
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    // Only what the shape itself declares: the base classes' properties are the SDK's.
    public static PropertyInfo[] MembersOf(Type shape) =>
        Members.GetOrAdd(shape, type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    public static string OperationOf(Type request) => request.Name[..^"Request".Length];
}
