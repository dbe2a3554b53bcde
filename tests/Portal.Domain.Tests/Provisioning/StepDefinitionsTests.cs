using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class StepDefinitionsTests
{
    public static TheoryData<string> Names => [.. StepDefinitions.All.Select(definition => definition.Name)];

    [Fact]
    public void Stored_names_never_change() =>
        Assert.Equal(
            [
                "acceptance.require",
                "connection.accept", "connection.reject",
                "endpoint-tags.remove", "endpoint-tags.set",
                "endpoint.adopt", "endpoint.create", "endpoint.delete", "endpoint.modify",
                "listener.create", "listener.delete", "listener.modify",
                "load-balancer.attributes", "load-balancer.create", "load-balancer.delete", "load-balancer.security-groups", "load-balancer.subnets",
                "load-balancer.unprotect",
                "principal.allow", "principal.disallow",
                "private-dns.disable", "private-dns.enable", "private-dns.name", "private-dns.verify",
                "service.create", "service.delete", "service.load-balancer",
                "tags.remove", "tags.set",
                "target-group.attributes", "target-group.create", "target-group.delete", "target-group.modify",
                "targets.deregister", "targets.register",
                "unclaimed.reject",
            ],
            StepDefinitions.All.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Stored_kinds_of_calls_never_change() =>
        Assert.Equal(
            [
                "acceptConnection", "adoptEndpoint", "allowPrincipal", "createEndpoint", "createListener", "createLoadBalancer", "createService",
                "createTargetGroup", "deleteEndpoint", "deleteListener", "deleteLoadBalancer", "deleteService", "deleteTargetGroup", "deregisterTargets",
                "disallowPrincipal", "forwardListener", "modifyEndpoint", "modifyHealthCheck", "namePrivateDns", "registerTargets", "rejectConnection",
                "removeEndpointTags", "removeServiceTags", "requireAcceptance", "restoreBalancer", "setBalancerAttributes", "setEndpointTags",
                "setGroupAttributes", "setPrivateDns", "setSecurityGroups", "setServiceTags", "setSubnets", "verifyPrivateDns",
            ],
            StepCalls.Stored().Select(kind => kind.Word));

    [Fact]
    public void Every_definition_is_found_by_being_there()
    {
        var classes = typeof(StepDefinition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StepDefinition)) && !type.IsAbstract);

        Assert.Equal(classes.Select(type => type.Name).Order(), StepDefinitions.All.Select(definition => definition.GetType().Name).Order());
        Assert.Equal(StepDefinitions.All.Count, StepDefinitions.All.Select(definition => definition.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_definition_says_what_people_read_and_what_has_to_be_observed_after_it(string name)
    {
        var definition = StepDefinitions.Of(new StepKey(name));

        Assert.Matches("^[A-Z][a-z]", definition.Title);
        Assert.NotEqual(ObservedParts.None, definition.Touches);
        Assert.Contains(definition.Side, new[] { Party.Provider, Party.Consumer });
    }

    [Fact]
    public void The_opposite_of_the_opposite_is_the_step_itself()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Opposite is not null))
        {
            var opposite = StepDefinitions.Of(new StepKey(type.Opposite!));
            Assert.NotEqual(type, opposite);
            Assert.Equal(type.Name, opposite.Opposite);
            Assert.Equal(type.Side, opposite.Side);
        }
    }

    [Fact]
    public void Only_steps_that_name_the_whole_wanted_state_or_turn_away_or_take_over_for_good_have_no_opposite() =>
        Assert.Equal(
            [
                "acceptance.require", "endpoint.adopt", "endpoint.modify", "listener.modify", "load-balancer.security-groups", "load-balancer.subnets",
                "private-dns.name", "private-dns.verify", "service.load-balancer", "target-group.attributes", "target-group.modify", "unclaimed.reject",
            ],
            StepDefinitions.All.Where(type => type.Opposite is null).Select(type => type.Name).Order());

    [Fact]
    public void A_step_that_makes_something_is_undone_by_a_deletion_by_id()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Creates))
        {
            Assert.EndsWith(".create", type.Name, StringComparison.Ordinal);
            Assert.Equal(RepeatKind.ById, StepDefinitions.Of(new StepKey(type.Opposite!)).Repeat);
        }

        Assert.Equal(5, StepDefinitions.All.Count(type => type.Creates));
    }

    [Fact]
    public void What_is_taken_over_is_deleted_as_what_is_made_is() =>
        Assert.Equal(CreateEndpointStep.Definition.Key().Deletion, AdoptEndpointStep.Definition.Key().Deletion);

    [Theory]
    [InlineData("endpoint.create", RepeatKind.Token)]
    [InlineData("service.create", RepeatKind.Token)]
    [InlineData("load-balancer.create", RepeatKind.NameUnique)]
    [InlineData("target-group.create", RepeatKind.NameUnique)]
    [InlineData("principal.allow", RepeatKind.SetSemantics)]
    [InlineData("connection.accept", RepeatKind.ById)]
    [InlineData("endpoint.adopt", RepeatKind.ById)]
    public void A_repeat_is_safe_in_the_way_that_AWS_offers(string name, RepeatKind expected) =>
        Assert.Equal(expected, StepDefinitions.Of(new StepKey(name)).Repeat);

    [Fact]
    public void Every_kind_of_call_belongs_to_a_step_and_can_be_stored()
    {
        var calls = typeof(StepCall).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StepCall)) && !type.IsAbstract)
            .Select(type => type.Name).Order().ToList();

        Assert.Equal(calls, StepDefinitions.All.Select(definition => definition.CallType.Name).Distinct().Order());
        Assert.Equal(calls, StepCalls.Stored().Select(kind => kind.Kind.Name).Order());
        var shared = StepDefinitions.All.GroupBy(definition => definition.CallType).Where(group => group.Count() > 1).ToList();
        Assert.Equal(
            ["connection.reject", "load-balancer.attributes", "load-balancer.unprotect", "private-dns.disable", "private-dns.enable", "unclaimed.reject"],
            shared.SelectMany(group => group.Select(definition => definition.Name)).Order());
        Assert.All(shared, group => Assert.Single(group.Select(definition => definition.Side).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_names_the_permissions_that_it_needs_in_the_services_own_words(string name)
    {
        var permissions = StepDefinitions.Of(new StepKey(name)).Permissions;

        Assert.NotEmpty(permissions);
        Assert.All(permissions, permission =>
        {
            Assert.Matches("^(ec2|elasticloadbalancing|iam|route53):[A-Z][A-Za-z]+$", permission.Action);
            Assert.NotEmpty(permission.Resources);
            // A partition is never a literal: roles are made in aws-cn and aws-us-gov, too.
            Assert.All(permission.Resources, arn => Assert.StartsWith("arn:{partition}:", arn, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_key_knows_its_type_its_part_and_its_opposite()
    {
        var key = RegisterTargetsStep.Definition.Key("443/10.9.1.10:8443");

        Assert.Equal(("targets.register/443/10.9.1.10:8443", "targets.register", "443/10.9.1.10:8443"), (key.Text, key.TypeName, key.Part));
        Assert.Equal("targets.deregister/443/10.9.1.10:8443", key.Opposite!.Value.Text);
        Assert.Same(RegisterTargetsStep.Definition, StepDefinitions.Of(key));
        Assert.Equal(key.Text, key.ToString());
    }

    [Fact]
    public void A_key_without_a_part_is_the_types_name()
    {
        var key = CreateEndpointStep.Definition.Key();

        Assert.Equal(("endpoint.create", (string?)null, "endpoint.delete"), (key.Text, key.Part, key.Opposite!.Value.Text));
        Assert.Null(ModifyEndpointStep.Definition.Key().Opposite);
    }

    [Fact]
    public void An_unknown_key_is_an_error() => Assert.Throws<KeyNotFoundException>(() => StepDefinitions.Of(new StepKey("endpoint.paint")));
}
