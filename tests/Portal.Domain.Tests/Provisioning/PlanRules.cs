using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

/// <summary>What holds for every plan, whatever it is about.</summary>
internal static class PlanRules
{
    public static void Hold<TAction>(Plan<TAction> plan, Effects approved, IEnumerable<object> known)
        where TAction : struct
    {
        var words = new Lazy<HashSet<string>>(() => [.. known.SelectMany(Words)]);
        foreach (var step in plan.Steps)
        {
            Assert.True(approved.Contains(step.Effect), $"{step.Key} causes {step.Effect}, which was not approved");
            Assert.Equal(step.Definition.Name, step.Effect.Step);
            Assert.True(step.IsReady || step.WaitsFor is not null, $"{step.Key} is not ready and does not say what it waits for");
            Assert.True(step.Call is null || step.Definition.CallType == step.Call.GetType(), $"{step.Key} sends {step.Call}");
            if (step.IsReady)
            {
                Assert.NotNull(step.Call);
                Assert.Empty(Words(step.Call).Except(words.Value));
            }
        }

        Assert.Equal(plan.Steps.Count, plan.Steps.Select(step => step.Key).Distinct().Count());
        SaysWhatItStandsFor(plan);
    }

    /// <summary>All that a plan says, to compare two of them.</summary>
    public static string Text<TAction>(Plan<TAction> plan)
        where TAction : struct =>
        string.Join('\n', [
            .. plan.Steps.Select(step => $"{step.Key} {step.Effect} {step.Summary} {Encoding.UTF8.GetString(CanonicalJson.Bytes(step.Call))} {step.WaitsFor}"),
            $"{plan.Sync} {plan.WaitingFor} {plan.Blocked} {plan.Mark} {plan.Because}"]);

    private static void SaysWhatItStandsFor<TAction>(Plan<TAction> plan)
        where TAction : struct
    {
        if (plan.Blocked is not null)
        {
            Assert.Null(plan.NextReady);
            Assert.Null(plan.Mark);
            return;
        }

        Assert.Equal(plan.Steps.FirstOrDefault(step => step.IsReady), plan.NextReady);
        if (plan.Sync == SyncState.InSync)
        {
            Assert.Empty(plan.Steps);
        }

        if (plan.Sync == SyncState.Converging)
        {
            Assert.True(plan.NextReady is not null || plan.WaitingFor is not null, "It converges, and nobody is said to have the next turn");
        }

        Assert.Equal(plan.Mark is null, plan.Because is null);
    }

    /// <summary>All texts in a value, but for the kind of a call and the kind of targets, which are AWS's own words.</summary>
    private static IEnumerable<string> Words(object value) => Words(JsonNode.Parse(
        value is StepCall call ? CanonicalJson.Bytes(call) : CanonicalJson.Bytes(value)))
        // What AWS puts in by itself where nothing is said, and ports that it writes as text.
        .Except(["ip", "instance", "", "TCP", Portal.Domain.EndpointServices.HealthCheck.TrafficPort, "/", "200-399"])
        .Where(word => !ushort.TryParse(word, out _));

    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => member.Key != "$call").SelectMany(member => Words(member.Value)),
        JsonArray items => items.SelectMany(Words),
        JsonValue text when text.TryGetValue<string>(out var word) => [word],
        _ => [],
    };
}
