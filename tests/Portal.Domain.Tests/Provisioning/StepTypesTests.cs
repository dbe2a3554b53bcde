using System.Reflection;
using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class StepTypesTests
{
    public static TheoryData<string> Names => [.. StepCalls.OfTypes.Keys];

    [Fact]
    public void Stored_names_never_change() =>
        Assert.Equal(
            [
                "acceptance.require",
                "connection.accept", "connection.reject",
                "endpoint.create", "endpoint.delete", "endpoint.modify",
                "listener.create", "listener.delete",
                "load-balancer.create", "load-balancer.delete",
                "principal.allow", "principal.disallow",
                "private-dns.disable", "private-dns.enable",
                "service.create", "service.delete",
                "target-group.create", "target-group.delete",
                "targets.deregister", "targets.register",
            ],
            StepTypes.All.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Stored_kinds_of_calls_never_change() =>
        Assert.Equal(
            [
                "acceptConnection", "allowPrincipal", "createEndpoint", "createListener", "createLoadBalancer", "createService", "createTargetGroup",
                "deleteEndpoint", "deleteListener", "deleteLoadBalancer", "deleteService", "deleteTargetGroup", "deregisterTargets", "disallowPrincipal",
                "modifyEndpoint", "registerTargets", "rejectConnection", "requireAcceptance", "setPrivateDns",
            ],
            Kinds().Select(kind => (string)kind.TypeDiscriminator!).Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_types_share_a_name_and_the_list_is_complete()
    {
        var fields = typeof(StepTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<StepType>();

        Assert.Equal(StepTypes.All.Count, StepTypes.All.Select(type => type.Name).Distinct().Count());
        Assert.Equal(fields.Select(type => type.Name).Order(), StepTypes.All.Select(type => type.Name).Order());
    }

    [Fact]
    public void The_opposite_of_the_opposite_is_the_step_itself()
    {
        foreach (var type in StepTypes.All.Where(type => type.Opposite is not null))
        {
            var opposite = StepTypes.Of(new StepKey(type.Opposite!));
            Assert.NotEqual(type, opposite);
            Assert.Equal(type.Name, opposite.Opposite);
            Assert.Equal(type.Side, opposite.Side);
        }
    }

    [Fact]
    public void Only_steps_that_name_the_whole_wanted_state_have_no_opposite() =>
        Assert.Equal(["acceptance.require", "endpoint.modify"], StepTypes.All.Where(type => type.Opposite is null).Select(type => type.Name).Order());

    [Fact]
    public void A_step_that_makes_something_is_undone_by_a_deletion_by_id()
    {
        foreach (var type in StepTypes.All.Where(type => type.Creates))
        {
            Assert.EndsWith(".create", type.Name, StringComparison.Ordinal);
            Assert.Equal(RepeatKind.ById, StepTypes.Of(new StepKey(type.Opposite!)).Repeat);
        }

        Assert.Equal(5, StepTypes.All.Count(type => type.Creates));
    }

    [Theory]
    [InlineData("endpoint.create", RepeatKind.Token)]
    [InlineData("service.create", RepeatKind.Token)]
    [InlineData("load-balancer.create", RepeatKind.NameUnique)]
    [InlineData("target-group.create", RepeatKind.NameUnique)]
    [InlineData("principal.allow", RepeatKind.SetSemantics)]
    [InlineData("connection.accept", RepeatKind.ById)]
    public void A_repeat_is_safe_in_the_way_that_AWS_offers(string name, RepeatKind expected) => Assert.Equal(expected, StepTypes.Of(new StepKey(name)).Repeat);

    [Fact]
    public void Every_kind_of_call_belongs_to_a_step_and_every_step_has_one()
    {
        Assert.Equal(StepTypes.All.Select(type => type.Name).Order(), StepCalls.OfTypes.Keys.Order());
        Assert.Equal(Kinds().Select(kind => kind.DerivedType.Name).Order(), StepCalls.OfTypes.Values.Select(type => type.Name).Distinct().Order());
        var shared = StepCalls.OfTypes.GroupBy(pair => pair.Value).Where(group => group.Count() > 1).SelectMany(group => group.Select(pair => pair.Key));
        Assert.Equal(["private-dns.disable", "private-dns.enable"], shared.Order());
    }

    [Fact]
    public void Every_call_type_can_be_stored() =>
        Assert.Equal(
            typeof(StepCall).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StepCall))).Select(type => type.Name).Order(),
            Kinds().Select(kind => kind.DerivedType.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_names_the_permissions_that_it_needs_in_the_services_own_words(string name)
    {
        var actions = StepTypes.Of(new StepKey(name)).Actions;

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches("^(ec2|elasticloadbalancing|iam|route53):[A-Z][A-Za-z]+$", action));
    }

    [Fact]
    public void A_key_knows_its_type_its_part_and_its_opposite()
    {
        var key = StepTypes.TargetsRegister.Key("443/10.9.1.10:8443");

        Assert.Equal(("targets.register/443/10.9.1.10:8443", "targets.register", "443/10.9.1.10:8443"), (key.Text, key.TypeName, key.Part));
        Assert.Equal("targets.deregister/443/10.9.1.10:8443", key.Opposite!.Value.Text);
        Assert.Same(StepTypes.TargetsRegister, StepTypes.Of(key));
        Assert.Equal(key.Text, key.ToString());
    }

    [Fact]
    public void A_key_without_a_part_is_the_types_name()
    {
        var key = StepTypes.EndpointCreate.Key();

        Assert.Equal(("endpoint.create", (string?)null, "endpoint.delete"), (key.Text, key.Part, key.Opposite!.Value.Text));
        Assert.Null(StepTypes.EndpointModify.Key().Opposite);
    }

    [Fact]
    public void An_unknown_key_is_an_error() => Assert.Throws<KeyNotFoundException>(() => StepTypes.Of(new StepKey("endpoint.paint")));

    private static IEnumerable<JsonDerivedTypeAttribute> Kinds() => typeof(StepCall).GetCustomAttributes<JsonDerivedTypeAttribute>();
}
