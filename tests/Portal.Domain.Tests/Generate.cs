using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests;

/// <summary>Generators that every room needs.</summary>
internal static class Generate
{
    public static Gen<bool> Coin { get; } = Gen.Elements(true, false);

    public static Gen<T> Any<T>()
        where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    /// <summary>A few different ones of the pool, in any order.</summary>
    public static Gen<IReadOnlyList<T>> Some<T>(int least, int most, params T[] pool) =>
        from count in Gen.Choose(least, most)
        from shuffled in Gen.Shuffle(pool)
        select (IReadOnlyList<T>)[.. shuffled.Take(count)];

    public static Gen<IReadOnlyList<T>> Shuffled<T>(IReadOnlyList<T> items) => Gen.Shuffle(items.ToArray()).Select(shuffled => (IReadOnlyList<T>)shuffled);

    /// <summary>For how long AWS does not find what stands: one look, or longer than anybody takes for a lag.</summary>
    public static Gen<TimeSpan> Misses { get; } = Gen.Elements(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(12));

    /// <summary>An object under any sight that looking can give; mostly it is there.</summary>
    public static Gen<Observed<T>> Observed<T>(Gen<T> values)
        where T : class =>
        from sight in Gen.Frequency((6, Gen.Constant(Presence.Present)), (4, Any<Presence>()))
        from value in values
        select new Observed<T>(sight, sight == Presence.Present ? value : null, IdOf(value));

    /// <summary>The id or ARN that a look keeps of an object.</summary>
    private static string IdOf(object value) => value switch
    {
        Domain.Connections.ObservedEndpoint endpoint => endpoint.VpcEndpointId,
        Domain.EndpointServices.ObservedServiceConnection connection => connection.VpcEndpointId,
        Domain.EndpointServices.ObservedServiceConfiguration service => service.ServiceId,
        Domain.EndpointServices.ObservedLoadBalancer balancer => balancer.Arn,
        Domain.EndpointServices.ObservedTargetGroup group => group.Arn,
        Domain.EndpointServices.ObservedListener listener => listener.Arn,
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no id"),
    };

    public static string Id(string prefix, int number) => $"{prefix}-{number:x17}";
}
