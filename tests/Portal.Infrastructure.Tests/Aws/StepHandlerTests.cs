using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure.Tests.Aws;

public sealed class StepHandlerTests
{
    [Fact]
    public void Every_kind_of_call_that_a_step_sends_has_a_handler() => Assert.Equal(
        StepDefinitions.All.Select(definition => definition.CallType.Name).Distinct().Order(), StepGateway.CallTypes.Select(type => type.Name).Order());
}
