using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Provisioning;

public sealed class WorkTableTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const SubjectKind Kind = SubjectKind.Connection;

    private static readonly Guid Id = Guid.Parse("019ab000-0000-7000-8000-000000000001");
    private static readonly AwsScope Scope = new("310000000001", "us-east-1");
    private static readonly Wake Wake = new(Kind, Id, Scope);

    [Fact]
    public async Task Work_that_is_due_is_claimed_once_and_again_only_after_its_lease()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        Assert.Empty(await ClaimAsync(context, "a"));
        await WorkTable.WakeAsync(context, Wake, Cancel);

        var first = Assert.Single(await ClaimAsync(context, "a"));
        Assert.Equal(1, first.Fence);
        Assert.Empty(await ClaimAsync(context, "b"));
        await world.PassAsync(WorkTable.Lease, Cancel);

        await using var later = world.Open();
        Assert.Equal(2, Assert.Single(await ClaimAsync(later, "b")).Fence);
        Assert.Empty(await WorkTable.RenewAsync(later, [first], Cancel));
        Assert.Null(await WorkTable.HoldAsync(later, first, Cancel));
        await WorkTable.ReleaseAsync(later, [new(first, TimeSpan.Zero)], null, Cancel);
        Assert.Equal("b", (await world.WorkAsync(Kind, Id, Cancel)).LeaseOwner);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_the_renewal_on()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Wake, Cancel);
        var claim = Assert.Single(await ClaimAsync(context, "a"));
        await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);
        await using var later = world.Open();
        Assert.Equal([Id], await WorkTable.RenewAsync(later, [claim], Cancel));
        await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);

        await using var latest = world.Open();
        Assert.Empty(await ClaimAsync(latest, "b"));
        Assert.NotNull(await WorkTable.HoldAsync(latest, claim, Cancel));
    }

    [Fact]
    public async Task Released_work_is_due_when_it_said_or_at_once_if_somebody_woke_it_meanwhile()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Wake, Cancel);
        await ReleaseAsync(context, TimeSpan.FromMinutes(5));
        Assert.InRange((await ScopeTable.UntilNextAsync(context, Cancel))!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        await WorkTable.WakeAsync(context, Wake, Cancel);
        var woken = Assert.Single(await ClaimAsync(context, "a"));
        await WorkTable.WakeAsync(context, Wake with { Scope = null }, Cancel);
        Assert.Equal(woken.Wakes + 1, (await WorkTable.WakesAsync(context, [woken], Cancel)).Wakes[Id]);
        await WorkTable.ReleaseAsync(context, [new(woken, TimeSpan.FromMinutes(5))], null, Cancel);
        Assert.True(await ScopeTable.UntilNextAsync(context, Cancel) <= TimeSpan.Zero);

        await ReleaseAsync(context, null);
        Assert.Null(await ScopeTable.UntilNextAsync(context, Cancel));
        Assert.Empty(await ClaimAsync(context, "a"));
    }

    [Fact]
    public async Task What_a_person_did_is_taken_before_what_goes_on_and_that_before_what_rests()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        Guid[] ids = [.. Enumerable.Range(1, 3).Select(number => Guid.Parse($"019ab000-0000-7000-8000-00000000000{number}"))];
        await WorkTable.WakeAsync(context, [.. ids.Select(id => new Wake(Kind, id, Scope))], Cancel);
        var claims = (await ClaimAsync(context, "a")).ToDictionary(claim => claim.Id);
        var resyncAt = await WorkTable.NowAsync(context, Cancel);
        await WorkTable.ReleaseAsync(
            context, [new(claims[ids[0]], TimeSpan.Zero, Rests: true), new(claims[ids[1]], TimeSpan.Zero), new(claims[ids[2]], TimeSpan.FromHours(1))],
            resyncAt, Cancel);
        await WorkTable.WakeAsync(context, new Wake(Kind, ids[2]), Cancel);

        List<Guid> order = [];
        for (var time = 0; time < 3; time++)
        {
            order.Add(Assert.Single(await WorkTable.ClaimDueAsync(context, Scope, "a", 1, Cancel)).Id);
        }

        Assert.Equal([ids[2], ids[1], ids[0]], order);
    }

    [Fact]
    public async Task What_rests_in_a_scope_is_due_together()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Wake, Cancel);
        var interval = TimeSpan.FromMinutes(5);

        var first = await ScopeTable.ResyncAtAsync(context, Scope, interval, Cancel);
        await world.PassAsync(TimeSpan.FromMinutes(2), Cancel);
        await using var soon = world.Open();
        Assert.Equal(first, await ScopeTable.ResyncAtAsync(soon, Scope, interval, Cancel));
        await world.PassAsync(TimeSpan.FromMinutes(1), Cancel);

        // What has just been observed need not be observed again so soon.
        await using var later = world.Open();
        Assert.True(await ScopeTable.ResyncAtAsync(later, Scope, interval, Cancel) > first.AddMinutes(2));
    }

    [Fact]
    public async Task Work_is_woken_without_its_scope_only_when_it_is_known()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => WorkTable.WakeAsync(context, Wake with { Scope = null }, Cancel));
    }

    [Fact]
    public async Task A_scope_is_enqueued_once_until_its_job_should_have_come_and_not_while_a_job_is_at_it()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Wake, Cancel);

        Assert.Equal([new DueScope(Scope.AccountId, Scope.Region, 0, 0)], await ScopeTable.EnqueueDueAsync(context, 10, Cancel));
        Assert.Empty(await ScopeTable.EnqueueDueAsync(context, 10, Cancel));
        await world.PassAsync(ScopeTable.EnqueuedLife, Cancel);
        await using var later = world.Open();
        Assert.Single(await ScopeTable.EnqueueDueAsync(later, 10, Cancel));
        var claim = await ScopeTable.ClaimAsync(later, Scope, "a", Cancel);
        Assert.Null(await ScopeTable.ClaimAsync(later, Scope, "b", Cancel));
        Assert.Empty(await ScopeTable.EnqueueDueAsync(later, 10, Cancel));

        await ScopeTable.ReleaseAsync(later, claim!, Cancel);
        Assert.Single(await ScopeTable.EnqueueDueAsync(later, 10, Cancel));
    }

    [Fact]
    public async Task Where_AWS_does_not_answer_nobody_asks_for_a_while_and_longer_each_time()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, Wake, Cancel);

        await ScopeTable.CloseAsync(context, Scope, Cancel);
        var first = (await ScopeTable.SilentAsync(context, Cancel))[Scope];
        Assert.Empty(await ScopeTable.EnqueueDueAsync(context, 10, Cancel));
        await ScopeTable.CloseAsync(context, Scope, Cancel);
        var second = (await ScopeTable.SilentAsync(context, Cancel))[Scope];
        Assert.True(second > first * 1.5);

        await ScopeTable.OpenAsync(context, Scope, Cancel);
        Assert.Empty(await ScopeTable.SilentAsync(context, Cancel));
        Assert.Single(await ScopeTable.EnqueueDueAsync(context, 10, Cancel));
    }

    [Fact]
    public async Task Eight_that_claim_at_once_share_the_work_without_overlap()
    {
        await using var world = await StartAsync();
        await using (var context = world.Open())
        {
            await WorkTable.WakeAsync(context, [.. Enumerable.Range(0, 40).Select(_ => new Wake(Kind, Guid.CreateVersion7(), Scope))], Cancel);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var context = world.Open();
            return await WorkTable.ClaimDueAsync(context, Scope, $"worker-{number}", 10, Cancel);
        }));
        var all = claimed.SelectMany(claims => claims).Select(claim => claim.Id).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);

        var scopes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var context = world.Open();
            return await ScopeTable.ClaimAsync(context, Scope, $"worker-{number}", Cancel);
        }));
        Assert.Single(scopes.OfType<ScopeClaim>());
    }

    private static Task<IReadOnlyList<Claim>> ClaimAsync(PortalDbContext context, string worker) => WorkTable.ClaimDueAsync(context, Scope, worker, 10, Cancel);

    private static async Task ReleaseAsync(PortalDbContext context, TimeSpan? after) =>
        await WorkTable.ReleaseAsync(context, [new(Assert.Single(await ClaimAsync(context, "a")), after)], null, Cancel);
}
