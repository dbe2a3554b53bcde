using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Validation;

/// <summary>Nobody makes the portal work long: there is an end to every list, and what is too much is not even looked at.</summary>
public sealed class LimitTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const int Many = 120_000;

    [Fact]
    public async Task Of_too_many_subnets_groups_or_tags_nothing_is_looked_at_and_only_the_limit_is_said()
    {
        await using var world = await StartAsync();
        // Wrong in everything else, too: that is not said, since it was not looked at.
        var nothing = new RequestConnectionInput(null, null, null, null, null, null, null, null, null, null, null);
        var subnets = new CountedList<SubnetInput?>(new SubnetInput?[Many]);
        var groups = new CountedList<string?>(new string?[Many]);
        var tags = Enumerable.Range(0, Many).ToDictionary(number => $"{number}", _ => (string?)"");
        var commands = world.Get<ConnectionCommands>();
        foreach (
            var (input, field) in new[] { (nothing with { Subnets = subnets }, "subnets"), (
                nothing with { SecurityGroupIds = groups }, "securityGroupIds"), (nothing with { Tags = tags }, "tags") })
        {
            Assert.Equal([field], await WrongFieldsAsync(() => commands.RequestAsync(world.Cast.Chen, input, null, Cancel)));
            Assert.Equal([field], await WrongFieldsAsync(() => commands.PreviewAsync(world.Cast.Chen, input, Cancel)));
            Assert.Equal([field], await WrongFieldsAsync(() => commands.ResubmitAsync(world.Cast.Chen, Guid.Empty, input, null, Cancel)));
        }

        Assert.Equal((0, 0), (subnets.Looks, groups.Looks));
        Assert.Empty(await world.Aws.LedgerAsync(Cancel));
    }

    [Fact]
    public async Task Of_too_many_parts_of_a_service_nothing_is_looked_at_and_only_the_limit_is_said()
    {
        await using var world = await StartAsync();
        var nothing = new PublishServiceInput(null, null, null, null, null, null, null, null, null, null, null, null);
        var subnets = new CountedList<string?>(new string?[Many]);
        var listeners = new CountedList<ListenerInput?>(new ListenerInput?[Many]);
        var targets = new CountedList<TargetInput?>(new TargetInput?[Many]);
        var accounts = new CountedList<string?>(new string?[Many]);
        var group = new TargetGroupInput(null, null, null, targets);
        var fewer = new TargetGroupInput(null, null, null, new CountedList<TargetInput?>(new TargetInput?[5_000]));
        var commands = world.Get<EndpointServiceCommands>();
        foreach (var (input, field) in new (PublishServiceInput, string)[]
        {
            (nothing with { SubnetIds = subnets }, "subnetIds"),
            (nothing with { Listeners = listeners }, "listeners"),
            (nothing with { Listeners = [null, .. Enumerable.Repeat(new ListenerInput(null, null, fewer), 6)] }, "listeners"),
            (nothing with { Visibility = new(null, new Guid[Many], null) }, "visibility.teams"),
            (nothing with { Visibility = new(null, null, accounts) }, "visibility.accounts"),
            (nothing with { AutoApproval = new(null, null, accounts) }, "autoApproval.accounts"),
            (nothing with { Tags = Enumerable.Range(0, 48).ToDictionary(number => $"{number}", _ => (string?)"") }, "tags"),
        })
        {
            Assert.Equal([field], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Priya, input, null, Cancel)));
            Assert.Equal([field], await WrongFieldsAsync(() => commands.PreviewAsync(world.Cast.Priya, input, Cancel)));
        }

        Assert.Equal(
            ["listeners", "listeners[0].targetGroup.targets"],
            await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Priya, nothing with { Listeners = [new(null, null, group)] }, null, Cancel)));
        var id = await world.StoreServiceAsync(Cancel);
        Assert.Equal(
            ["visibility.accounts"], await WrongFieldsAsync(() => world.DescribeAsync(id, new(null, null, new(null, null, accounts), null, null), Cancel)));
        Assert.Equal((0, 0, 0, 0), (subnets.Looks, listeners.Looks, targets.Looks, accounts.Looks));
        Assert.Empty(await world.Aws.LedgerAsync(Cancel));
    }

    [Fact]
    public async Task As_many_security_groups_as_AWS_gives_to_who_asks_are_not_too_many()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var input = Inputs.Partner(world.Seed, service) with { SecurityGroupIds = [.. Enumerable.Range(1, 16).Select(number => $"sg-{number:x17}")] };

        await world.RequestAsync(service, Cancel, input, world.Cast.Amara);
        Assert.Equal(
            ["securityGroupIds"],
            await WrongFieldsAsync(
                () => world.RequestAsync(service, Cancel, input with { SecurityGroupIds = [.. input.SecurityGroupIds!, $"sg-{17:x17}"] }, world.Cast.Amara)));
    }

    [Fact]
    public async Task Long_texts_are_refused_without_being_repeated()
    {
        await using var world = await StartAsync();
        var huge = new string('x', 1_000_000);
        var request = new RequestConnectionInput(
            null, huge, huge, huge, [new(huge, huge)], [huge], null, huge, null, new Dictionary<string, string?> { [huge] = huge }, huge);
        var target = new TargetInput("ip", huge, null, huge);
        var publish = new PublishServiceInput(
            huge, huge, huge, huge, huge, [huge], [new(huge, 1, new(huge, 1, new("HTTP", 1, huge, 10), [target, target]))], new(null, null, [huge]), null,
            huge, null, huge);
        var id = await world.StoreServiceAsync(Cancel);
        foreach (var command in new Func<Task>[]
        {
            () => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, request, null, Cancel),
            () => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, publish, null, Cancel),
            () => world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, id, null, new(huge, null, huge), null, Cancel),
            () => world.Get<EndpointServiceQueries>().ListAsync(world.Cast.Priya, huge, null, null, Cancel),
            () => world.Get<Infrastructure.Audit.AuditQueries>().ListAsync(world.Cast.Priya, null, huge, null, null, Cancel),
        })
        {
            var wrong = await Assert.ThrowsAsync<Domain.InvalidInputException>(command);
            Assert.All(wrong.Errors, error => Assert.True(error.Message.Length < 500 && error.Field.Length < 200, error.Field));
        }
    }

    [Fact]
    public async Task Who_sends_a_thousand_wrong_things_is_told_of_the_first_and_how_many_more_there_are()
    {
        await using var world = await StartAsync();
        var input = Inputs.PaymentsApi(world.Seed) with
        {
            Listeners = [new(
            "TCP", 443, new(null, null, null, [.. Enumerable.Range(0, 3_000).Select(number => new TargetInput("ip", $"x{number}", null, null))]))]
        };

        var wrong = await Assert.ThrowsAsync<Domain.InvalidInputException>(
            () => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, input, null, Cancel));

        Assert.Equal(1_001, wrong.Errors.Count);
        Assert.Equal(("request", "2,000 more things need changing. Mend these first."), (wrong.Errors[^1].Field, wrong.Errors[^1].Message));
    }
}
