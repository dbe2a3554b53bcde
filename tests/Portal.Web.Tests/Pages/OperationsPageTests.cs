using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Recovery;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class OperationsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Others_than_network_admins_are_told_whom_the_page_is_for()
    {
        await StoreWorkAsync(WorkConditions.Unknown);
        var priya = await OpenAsync(Cast.Priya, "/operations");
        var tomas = await OpenAsync(Cast.Tomas, "/operations");

        priya.Reads("This page is for network admins");
        tomas.Reads("This page is for network admins");
        Assert.False(priya.Has("Job dashboard"));
        Assert.DoesNotContain("Ledger", priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_portal_only_observes_every_page_says_so_and_a_network_admin_lets_it_go_on()
    {
        var chen = await OpenAsync(Cast.Chen, "/connections");
        Assert.DoesNotContain("only observes", chen.Text, StringComparison.Ordinal);
        await chen.Services.GetRequiredService<RecoveryCommands>().BeginAsync("The history had come further than this database.", Cancel);
        var nora = await OpenAsync(Cast.Nora, "/operations", chen);
        chen.Reads("The portal only observes.");
        nora.Reads("The history had come further than this database.");

        nora.Press("Let the portal go on");
        nora.Reads("It works in AWS again by what this database says");
        nora.Press("Go on");
        nora.Reads("The portal works in AWS again.");

        await World.SettleAsync(Cancel);
        chen.ReadsNot("only observes");
        nora.ReadsNot("only observes");
    }

    [Fact]
    public async Task What_is_blocked_stands_there_with_cause_owner_and_action()
    {
        await StoreWorkAsync(WorkConditions.Unknown with
        {
            Blocked = new("The subnet has no free address", Party.Provider, "Choose another subnet", "InsufficientFreeAddressesInSubnet"),
            BlockedAt = World.Clock.GetUtcNow(),
        });
        var nora = await OpenAsync(Cast.Nora, "/operations");

        nora.Reads("The subnet has no free address.");
        nora.Reads("The provider's turn: Choose another subnet.");
        nora.Reads("InsufficientFreeAddressesInSubnet");
        nora.Reads("Ledger");
        Assert.True(nora.Has("Job dashboard"));
    }

    [Fact]
    public async Task What_is_late_and_what_nobody_knows_the_outcome_of_is_shown()
    {
        var id = await StoreWorkAsync(WorkConditions.Unknown);
        await using (var context = World.Open())
        {
            var now = World.Clock.GetUtcNow();
            context.Operations.Add(new OperationRow
            {
                Id = Guid.CreateVersion7(now),
                Kind = SubjectKind.Service,
                AggregateId = id,
                StepKey = CreateLoadBalancerStep.Definition.Name,
                Generation = 1,
                AccountId = "111122223333",
                Region = "us-east-1",
                Request = [],
                PlanHash = "",
                CreatedAt = now,
                LastSentAt = now,
            });
            await context.SaveChangesAsync(Cancel);
        }

        var nora = await OpenAsync(Cast.Nora, "/operations");

        nora.Reads("Overdue");
        nora.Reads("Calls without a known outcome");
        nora.Reads("Create the network load balancer in account 111122223333");
        nora.Reads("No worker has reported");
    }

    [Fact]
    public async Task However_much_there_is_the_page_shows_the_first_and_counts_no_further_than_a_thousand()
    {
        await using (var context = World.Open())
        {
            var (noAddress, since) = (new Blocked("No free address", Party.Provider, "Choose another subnet", null), World.Clock.GetUtcNow());
            context.Work.AddRange(Enumerable.Range(0, CappedCount.Most + 200).Select(number => new WorkRow
            {
                Kind = SubjectKind.Service,
                Id = Guid.CreateVersion7(),
                AccountId = "210000000001",
                Region = "us-east-1",
                DueAt = TimeProvider.System.GetUtcNow().AddHours(1),
                Conditions = number < 60 ? WorkConditions.Unknown with { Blocked = noAddress, BlockedAt = since } : WorkConditions.Unknown,
            }));
            await context.SaveChangesAsync(Cancel);
        }

        var nora = await OpenAsync(Cast.Nora, "/operations");

        nora.Reads("the first 50 of 60");
        nora.Reads("the first 50 of 1,000+");
    }

    [Fact]
    public async Task When_all_is_well_the_page_says_so()
    {
        var nora = await OpenAsync(Cast.Nora, "/operations");

        nora.Reads("Nothing is blocked or late");
        nora.Reads("Nothing is planned.");
    }

    private async Task<Guid> StoreWorkAsync(WorkConditions conditions)
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await using var context = World.Open();
        context.Work.Add(
            new WorkRow
            {
                Kind = SubjectKind.Service,
                Id = id,
                AccountId = "210000000001",
                Region = "us-east-1",
                DueAt = TimeProvider.System.GetUtcNow().AddMinutes(-5),
                Conditions = conditions
            });
        await context.SaveChangesAsync(Cancel);
        return id;
    }
}
