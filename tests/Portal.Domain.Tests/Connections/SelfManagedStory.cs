using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

/// <summary>One life of a connection from a self-managed account.</summary>
/// <param name="LagRounds">How long AWS hides a new endpoint from the provider's side.</param>
internal sealed record SelfManagedStory(
    ConnectionSpec Spec, int LagRounds, int RoundsOfWork, int AllowedAt, IReadOnlyList<(int Round, ConsumerAct Act)> Acts, int ReconnectAt, int? DeleteAt)
{
    /// <summary>Later than this nobody acts any more, and everything has to come to rest.</summary>
    public const int LastAct = 40;

    public static readonly Gen<SelfManagedStory> Any =
        from spec in SelfManagedObservations.Spec
        from lag in Gen.Choose(0, 4)
        from work in Gen.Choose(0, 4)
        from allowed in Gen.Choose(0, 6)
        from created in Gen.Choose(0, 12)
        from registered in Gen.Choose(0, 20)
        from usual in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from count in Gen.Choose(0, 6)
        from acts in Gen.ListOf(Act, count)
        from reconnect in Gen.Choose(0, LastAct)
        from delete in Gen.Choose(-LastAct, LastAct)
        select new SelfManagedStory(
            spec, lag, work, allowed,
            [.. usual ? [(created, ConsumerAct.CreateFirst), (registered, ConsumerAct.BringFirst)] : Array.Empty<(int, ConsumerAct)>(), .. acts],
            reconnect, delete < 0 ? null : delete);

    private static Gen<(int Round, ConsumerAct Act)> Act =>
        from round in Gen.Choose(0, LastAct)
        from act in Generate.Any<ConsumerAct>()
        select (round, act);
}
