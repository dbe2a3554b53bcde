using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>As many calls are sent as AWS takes, and those that wait have their turn in the order in which they came.</summary>
public sealed class RequestBudgetTests
{
    private const string Create = "ec2:CreateVpcEndpoint";
    private static readonly AwsScope Scope = new("123456789012", "us-east-1");
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void So_many_are_sent_at_once_and_each_of_the_others_learns_when_its_turn_comes()
    {
        var budget = Budget();
        var callers = Callers(8);

        var turns = callers.Select(caller => budget.Take(Scope, Create, caller)).ToList();

        Assert.Equal([null, null, null, null], turns[..4]);
        // A token takes three and a third seconds, and two of them are a lot.
        Assert.Equal([6.7, 6.7, 13.3, 13.3], turns[4..].Select(turn => Math.Round(turn!.Value.TotalSeconds, 1)));
        for (var place = 4; place < 8; place += 2)
        {
            _clock.Advance(TimeSpan.FromSeconds(6.68));
            // Whoever comes now does not take the token of whoever has waited for it.
            Assert.NotNull(budget.Take(Scope, Create, Guid.CreateVersion7()));
            Assert.Null(budget.Take(Scope, Create, callers[place]));
            Assert.Null(budget.Take(Scope, Create, callers[place + 1]));
        }
    }

    [Fact]
    public void Whoever_asks_too_early_keeps_their_place()
    {
        var budget = Budget();
        var callers = Callers(6);
        var turns = callers.Select(caller => budget.Take(Scope, Create, caller)).ToList();

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(turns[5]!.Value.TotalSeconds - 1, budget.Take(Scope, Create, callers[5])!.Value.TotalSeconds, 0.1);
        Assert.Equal(turns[4]!.Value.TotalSeconds - 1, budget.Take(Scope, Create, callers[4])!.Value.TotalSeconds, 0.1);
    }

    [Fact]
    public void Accounts_regions_and_actions_have_budgets_of_their_own_and_what_no_rate_names_is_never_held()
    {
        var budget = Budget();
        Callers(5).ForEach(caller => budget.Take(Scope, Create, caller));

        Assert.Null(budget.Take(Scope with { AccountId = "210987654321" }, Create, Guid.CreateVersion7()));
        Assert.Null(budget.Take(Scope with { Region = "eu-west-1" }, Create, Guid.CreateVersion7()));
        Assert.Null(budget.Take(Scope, "ec2:DeleteVpcEndpoints", Guid.CreateVersion7()));
        Assert.All(Callers(1_000), caller => Assert.Null(budget.Take(Scope, "sts:AssumeRole", caller)));
    }

    [Fact]
    public void After_a_refusal_of_AWS_nothing_is_sent_until_there_is_room_again()
    {
        var budget = Budget();
        budget.Overdrawn(Scope, Create);
        var caller = Guid.CreateVersion7();

        Assert.NotNull(budget.Take(Scope, Create, caller));
        _clock.Advance(TimeSpan.FromSeconds(6.7));
        Assert.Null(budget.Take(Scope, Create, caller));
    }

    [Fact]
    public void Whoever_does_not_come_again_keeps_nobody_waiting_for_long()
    {
        var budget = Budget();
        Callers(54).ForEach(caller => budget.Take(Scope, Create, caller));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(budget.Take(Scope, Create, Guid.CreateVersion7()));
    }

    private static List<Guid> Callers(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    private RequestBudget Budget() => new(Options.Create(new AwsOptions()), _clock);
}
