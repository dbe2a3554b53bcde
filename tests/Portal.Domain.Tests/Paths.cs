namespace Portal.Domain.Tests;

/// <summary>Ways through a lifecycle table that a test wrote by hand.</summary>
internal static class Paths
{
    /// <summary>The shortest list of actions from each reachable stage's start to it.</summary>
    public static Dictionary<TStage, IReadOnlyList<TAction>> From<TStage, TAction>(
        TStage start, IReadOnlyDictionary<(TStage From, TAction Action), TStage> moves)
        where TStage : struct, Enum
        where TAction : struct, Enum
    {
        var paths = new Dictionary<TStage, IReadOnlyList<TAction>> { [start] = [] };
        var open = new Queue<TStage>([start]);
        while (open.TryDequeue(out var stage))
        {
            foreach (var ((from, action), to) in moves.OrderBy(move => move.Key.Action))
            {
                if (from.Equals(stage) && paths.TryAdd(to, [.. paths[stage], action]))
                {
                    open.Enqueue(to);
                }
            }
        }

        return paths;
    }

    /// <summary>Every stage that this version stores.</summary>
    public static IEnumerable<TStage> Stages<TStage>()
        where TStage : struct, Enum => Enum.GetValues<TStage>().Where(stage => stage.ToString() != "Unknown");

    /// <summary>Every stage with every action.</summary>
    public static TheoryData<TStage, TAction> Pairs<TStage, TAction>()
        where TStage : struct, Enum
        where TAction : struct, Enum
    {
        var pairs = new TheoryData<TStage, TAction>();
        foreach (var stage in Stages<TStage>())
        {
            foreach (var action in Enum.GetValues<TAction>())
            {
                pairs.Add(stage, action);
            }
        }

        return pairs;
    }
}
