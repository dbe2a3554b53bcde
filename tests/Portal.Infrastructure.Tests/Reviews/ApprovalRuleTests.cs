using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Approvals;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Reviews;

public sealed class ApprovalRuleTests(PortalCluster cluster, ITestOutputHelper output) : WorldTest(cluster)
{
    private const int Sequences = 250;
    private const int CallsEach = 20;

    [Fact]
    public async Task No_sequence_of_calls_provisions_without_the_policy_satisfied_by_distinct_entitled_people_who_had_no_hand_in_it_for_the_same_plan()
    {
        await using var world = await StartAsync();
        var crowd = await ApprovalCrowd.GatherAsync(world, Cancel);
        var tally = new ApprovalTally();
        for (var seed = 1; seed <= Sequences; seed++)
        {
            await new ApprovalSequence(world, crowd, new CommandDoor(world), tally, seed).RunAsync(CallsEach, Cancel);
            await crowd.ReturnAsync(Cancel);
        }

        output.WriteLine(tally.ToString());
        Assert.Equal(Sequences, tally["sequences"]);
        // Sequences that never come far prove nothing.
        Assert.True(tally["left for Provisioning"] > Sequences / 10, tally.ToString());
        Assert.True(
            tally["extended"] > 0 && tally["asked anew: another policy"] > 0 && tally["asked anew: an approver may no longer approve"] > 0, tally.ToString());
        Assert.All(
            new[] { Refusal.AskedForARound, Refusal.ChangedTheText, Refusal.DecidedAlready, Refusal.NotEntitled, Refusal.NotVisible, Refusal.NoWord,
                Refusal.Closed, Refusal.OtherPlan },
            refusal => Assert.True(tally[$"refused, decision: {refusal}"] > 0, $"{refusal}{Environment.NewLine}{tally}"));
    }
}
