using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure.Tests.Aws;

public sealed class StepGatewayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<StepCall> CallsWhoseReplySaysMore { get; } =
    [
        new AllowPrincipalCall("vpce-svc-1", "arn:aws:iam::123456789012:root"),
        new RequireAcceptanceCall("vpce-svc-1"),
        new CreateEndpointCall("vpc-1", "service", [new("subnet-1")], []),
        new CreateServiceCall("arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/1", null),
        new CreateLoadBalancerCall(["subnet-1"]),
        new CreateTargetGroupCall("vpc-1", "TCP", 443, "ip", null),
        new CreateListenerCall("arn:lb", "TCP", 443, "arn:tg"),
    ];

    [Theory]
    [MemberData(nameof(CallsWhoseReplySaysMore), DisableDiscoveryEnumeration = true)]
    public async Task A_reply_that_does_not_say_what_was_made_leaves_the_outcome_unknown(StepCall call)
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Xml(
            $"<Reply><requestId>{FakeAws.RequestId}</requestId><ResponseMetadata><RequestId>{FakeAws.RequestId}</RequestId></ResponseMetadata></Reply>");

        var failed = await Assert.ThrowsAsync<AwsCallException>(
            () => new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Request(call, "plp-name"), Permits.Granted(), Cancellation));

        Assert.Equal((RetryClass.Transient, false, true), (failed.Failure.Class, failed.Failure.OutcomeKnown, failed.WasSent));
    }

    [Fact]
    public async Task An_object_that_needs_a_derived_name_is_not_made_without_one()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            new StepGateway(clients).SendAsync(FakeAws.Scope, Permits.Request(new CreateLoadBalancerCall(["subnet-1"])), Permits.Granted(), Cancellation));

        Assert.Empty(aws.Calls);
    }
}
