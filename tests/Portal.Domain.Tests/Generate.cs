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

    /// <summary>An object under any sight that looking can give; mostly it is there.</summary>
    public static Gen<Seen<T>> Seen<T>(Gen<T> values)
        where T : class =>
        from sight in Gen.Frequency((6, Gen.Constant(Sight.Present)), (4, Any<Sight>()))
        from value in values
        select new Seen<T>(sight, sight == Sight.Present ? value : null);

    public static string Id(string prefix, int number) => $"{prefix}-{number:x17}";
}
