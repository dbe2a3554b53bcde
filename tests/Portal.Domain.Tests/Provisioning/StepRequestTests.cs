using System.Text;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class StepRequestTests
{
    private static readonly Guid Operation = Guid.Parse("019683a0-0000-7000-8000-0000000000aa");

    private static readonly Guid Installation = Guid.Parse("019683a0-0000-7000-8000-0000000000bb");

    [Fact]
    public void What_is_stored_of_any_call_is_replayed_byte_for_byte()
    {
        foreach (var call in StepCalls.OneOfEach)
        {
            var request = new StepRequest(
                call, Operation.ToString(), "plp-x", new SortedDictionary<string, string> { [PortalTags.Operation] = Operation.ToString() });
            var stored = CanonicalJson.Bytes(request);

            var replayed = CanonicalJson.Read<StepRequest>(stored);

            Assert.IsType(call.GetType(), replayed.Call);
            Assert.Equivalent(request, replayed, strict: true);
            Assert.Equal(stored, CanonicalJson.Bytes(replayed));
            Assert.StartsWith("{\"call\":{\"$call\":\"", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_call_of_every_kind_was_tried() =>
        Assert.Equal(StepCalls.Stored().Select(kind => kind.Kind.Name).Order(), StepCalls.OneOfEach.Select(call => call.GetType().Name).Distinct().Order());

    [Fact]
    public void A_request_carries_the_operation_as_token_and_the_portals_tags()
    {
        var step = Step(CreateEndpointStep.Definition.Key(), new CreateEndpointCall("vpc-1", "name", [], []));

        var request = StepRequest.For(step, Operation, 1, Installation, PortalTags.Connection, Samples.ServiceId);

        Assert.Equal(Operation.ToString(), request.Token);
        Assert.Null(request.Name);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["privatelink-portal:installation"] = Installation.ToString(),
                ["privatelink-portal:connection"] = Samples.ServiceId.ToString(),
                ["privatelink-portal:operation"] = Operation.ToString(),
            },
            request.Tags);
    }

    [Fact]
    public void A_request_carries_what_people_typed_as_tags_and_the_portals_own_before_it()
    {
        var step = Step(CreateEndpointStep.Definition.Key(), new CreateEndpointCall("vpc-1", "name", [], [])) with
        {
            Tags = AwsTags.Named(new Dictionary<string, string> { ["CostCentre"] = "4711", [PortalTags.Operation] = "mine" }, "Ledger endpoint"),
        };

        var request = StepRequest.For(step, Operation, 1, Installation, PortalTags.Connection, Samples.ServiceId);

        Assert.Equal(("4711", "Ledger endpoint", Operation.ToString(), 5), (
            request.Tags["CostCentre"], request.Tags["Name"], request.Tags[PortalTags.Operation], request.Tags.Count));
    }

    [Fact]
    public void What_AWS_tells_apart_by_name_gets_the_derived_name()
    {
        var step = Step(CreateLoadBalancerStep.Definition.Key(), new CreateLoadBalancerCall(["subnet-1"]));

        var request = StepRequest.For(step, Operation, 3, Installation, PortalTags.Service, Samples.ServiceId);

        Assert.Equal(AwsNames.Derive(Installation, Samples.ServiceId, step.Key, 3), request.Name);
    }

    [Fact]
    public void A_step_that_is_not_ready_cannot_be_sent()
    {
        var step = Step(CreateLoadBalancerStep.Definition.Key(), null);

        Assert.Throws<ArgumentException>(() => StepRequest.For(step, Operation, 1, Installation, PortalTags.Service, Samples.ServiceId));
        Assert.False(step.IsReady);
    }

    [Fact]
    public void A_step_that_waits_is_not_ready_even_when_its_call_is_known() =>
        Assert.False((Step(DeleteEndpointStep.Definition.Key(), new DeleteEndpointCall("vpce-1")) with { WaitsFor = new(Party.Aws, "something") }).IsReady);

    private static PlanStep Step(StepKey key, StepCall? call) => new(key, new Effect(key.TypeName, "111111111111", "us-east-1", "vpc-1"), "A step", call, null);
}
