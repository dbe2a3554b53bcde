using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Provisioning;

public sealed class WorkTableTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const SubjectKind Kind = SubjectKind.Connection;

    private static readonly Guid Id = Guid.Parse("019ab000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Work_that_is_due_is_claimed_once_and_again_only_after_its_lease()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        Assert.Null(await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel));
        await WorkTable.WakeAsync(context, Kind, Id, Cancel);

        var first = await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel);
        Assert.Equal(1, first!.Fence);
        Assert.Null(await WorkTable.ClaimAsync(context, Kind, Id, "b", Cancel));
        await world.PassAsync(WorkTable.Lease, Cancel);

        await using var later = world.Open();
        Assert.Equal(2, (await WorkTable.ClaimAsync(later, Kind, Id, "b", Cancel))!.Fence);
        Assert.False(await WorkTable.RenewAsync(later, first, Cancel));
        Assert.False(await WorkTable.HoldAsync(later, first, Cancel));
        await WorkTable.ReleaseAsync(later, first, TimeSpan.Zero, Cancel);
        Assert.Equal("b", (await world.WorkAsync(Kind, Id, Cancel)).LeaseOwner);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_the_renewal_on()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Kind, Id, Cancel);
        var claim = await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel);
        await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);
        await using var later = world.Open();
        Assert.True(await WorkTable.RenewAsync(later, claim!, Cancel));
        await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);

        await using var latest = world.Open();
        Assert.Null(await WorkTable.ClaimAsync(latest, Kind, Id, "b", Cancel));
        Assert.True(await WorkTable.HoldAsync(latest, claim!, Cancel));
    }

    [Fact]
    public async Task Released_work_is_due_when_it_said_or_at_once_if_somebody_woke_it_meanwhile()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Kind, Id, Cancel);
        var quiet = await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel);
        await WorkTable.ReleaseAsync(context, quiet!, TimeSpan.FromMinutes(5), Cancel);
        Assert.InRange((await WorkTable.UntilNextAsync(context, Cancel))!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        await WorkTable.WakeAsync(context, Kind, Id, Cancel);
        var woken = await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel);
        await WorkTable.WakeAsync(context, Kind, Id, Cancel);
        await WorkTable.ReleaseAsync(context, woken!, TimeSpan.FromMinutes(5), Cancel);
        Assert.True(await WorkTable.UntilNextAsync(context, Cancel) <= TimeSpan.Zero);

        var last = await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel);
        await WorkTable.ReleaseAsync(context, last!, null, Cancel);
        Assert.Null(await WorkTable.UntilNextAsync(context, Cancel));
        Assert.Null(await WorkTable.ClaimAsync(context, Kind, Id, "a", Cancel));
    }

    [Fact]
    public async Task Due_work_is_handed_out_once_until_its_job_should_have_come()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Kind, Id, Cancel);

        Assert.Equal([new DueWork("Connection", Id, 0)], await WorkTable.HandOutAsync(context, 10, Cancel));
        Assert.Empty(await WorkTable.HandOutAsync(context, 10, Cancel));
        await world.PassAsync(WorkTable.NudgeLife, Cancel);
        await using var later = world.Open();
        Assert.Single(await WorkTable.HandOutAsync(later, 10, Cancel));
        // A wake-up does not wait for the job that is on its way.
        await WorkTable.WakeAsync(later, Kind, Id, Cancel);
        Assert.Single(await WorkTable.HandOutAsync(later, 10, Cancel));
        Assert.NotNull(await WorkTable.ClaimAsync(later, Kind, Id, "a", Cancel));
        await world.PassAsync(WorkTable.NudgeLife, Cancel);
        await using var held = world.Open();
        Assert.Empty(await WorkTable.HandOutAsync(held, 10, Cancel));
    }

    [Fact]
    public async Task Eight_that_hand_out_and_claim_at_once_share_the_work_without_overlap()
    {
        await using var world = await StartAsync();
        await using (var context = world.Open())
        {
            for (var number = 0; number < 40; number++)
            {
                await WorkTable.WakeAsync(context, Kind, Guid.CreateVersion7(), Cancel);
            }
        }

        var handed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var context = world.Open();
            return await WorkTable.HandOutAsync(context, 10, Cancel);
        }));
        var all = handed.SelectMany(due => due).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var context = world.Open();
            return await WorkTable.ClaimAsync(context, Kind, all[0].Id, $"worker-{number}", Cancel);
        }));
        Assert.Single(claims.OfType<Claim>());
    }
}
