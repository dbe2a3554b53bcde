using FsCheck.Fluent;
using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class EndpointServiceEffectsTests
{
    public static TheoryData<string> Changes => [.. ServiceSpecs.Changes.Keys];

    [Fact]
    public void The_order_of_lists_and_a_port_that_is_written_out_leave_the_hash_as_it_is() =>
        Property.Holds(
            from spec in ServiceSpecs.Any
            from subnets in Generate.Shuffled(spec.Subnets)
            from listeners in Generate.Shuffled(spec.Listeners)
            from targets in Generate.Shuffled(listeners[0].TargetGroup.Targets)
            let changed = listeners[0].TargetGroup with
            {
                Targets = [.. targets.Select(
                target => target with { Port = target.Port ?? listeners[0].TargetGroup.Port })]
            }
            select (spec, other: spec with { Subnets = subnets, Listeners = [listeners[0] with { TargetGroup = changed }, .. listeners.Skip(1)] }),
            specs => Assert.Equal(EndpointServiceEffects.Of(specs.spec).PlanHash, EndpointServiceEffects.Of(specs.other).PlanHash));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_makes_AWS_do_something_else_changes_the_hash(string change) =>
        Property.Holds(
            ServiceSpecs.Any,
            spec => Assert.NotEqual(EndpointServiceEffects.Of(spec).PlanHash, EndpointServiceEffects.Of(ServiceSpecs.Changes[change](spec)).PlanHash));

    [Fact]
    public void Everything_that_is_made_has_its_deletion_among_the_effects() =>
        Property.Holds(ServiceSpecs.Any, spec =>
        {
            var effects = EndpointServiceEffects.Of(spec).Ordered;
            foreach (var made in effects.Where(effect => effect.Step.EndsWith(".create", StringComparison.Ordinal)))
            {
                Assert.Contains(effects, effect => effect.Step == made.Step.Replace(".create", ".delete", StringComparison.Ordinal));
            }

            Assert.All(effects, effect => Assert.Equal((spec.AccountId, spec.Region), (effect.AccountId, effect.Region)));
        });

    [Fact]
    public void Every_step_type_of_an_effect_is_known() =>
        Property.Holds(ServiceSpecs.Any, spec => Assert.All(
            EndpointServiceEffects.Of(spec).Ordered, effect => Assert.Equal(effect.Step, Domain.Provisioning.StepDefinitions.Of(new(effect.Step)).Name)));
}
