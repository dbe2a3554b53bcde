using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>AWS's words, in either spelling, and words that nobody knows yet.</summary>
public sealed class AwsStatesTests
{
    [Theory]
    [InlineData("pendingAcceptance", VpcEndpointState.PendingAcceptance)]
    [InlineData("PendingAcceptance", VpcEndpointState.PendingAcceptance)]
    [InlineData("pending", VpcEndpointState.Pending)]
    [InlineData("available", VpcEndpointState.Available)]
    [InlineData("deleting", VpcEndpointState.Deleting)]
    [InlineData("deleted", VpcEndpointState.Deleted)]
    [InlineData("rejected", VpcEndpointState.Rejected)]
    [InlineData("failed", VpcEndpointState.Failed)]
    [InlineData("expired", VpcEndpointState.Expired)]
    [InlineData("partial", VpcEndpointState.Partial)]
    [InlineData("hibernating", VpcEndpointState.Unknown)]
    [InlineData("", VpcEndpointState.Unknown)]
    public void Endpoint(string word, VpcEndpointState expected) => Assert.Equal(expected, AwsStates.Endpoint(State.FindValue(word)));

    [Theory]
    [InlineData("Pending", ServiceConfigurationState.Pending)]
    [InlineData("Available", ServiceConfigurationState.Available)]
    [InlineData("available", ServiceConfigurationState.Available)]
    [InlineData("Deleting", ServiceConfigurationState.Deleting)]
    [InlineData("Deleted", ServiceConfigurationState.Deleted)]
    [InlineData("Failed", ServiceConfigurationState.Failed)]
    [InlineData("Closed", ServiceConfigurationState.Unknown)]
    public void Service(string word, ServiceConfigurationState expected) => Assert.Equal(expected, AwsStates.Service(ServiceState.FindValue(word)));

    [Theory]
    [InlineData("pendingVerification", PrivateDnsNameState.PendingVerification)]
    [InlineData("verified", PrivateDnsNameState.Verified)]
    [InlineData("failed", PrivateDnsNameState.Failed)]
    [InlineData("lost", PrivateDnsNameState.Unknown)]
    public void PrivateDnsName(string word, PrivateDnsNameState expected)
    {
        Assert.Equal(expected, AwsStates.PrivateDnsName("api.example.com", DnsNameState.FindValue(word)));
        Assert.Equal(PrivateDnsNameState.None, AwsStates.PrivateDnsName(null, DnsNameState.FindValue(word)));
    }

    [Theory]
    [InlineData("provisioning", LoadBalancerState.Provisioning)]
    [InlineData("active", LoadBalancerState.Active)]
    [InlineData("active_impaired", LoadBalancerState.ActiveImpaired)]
    [InlineData("failed", LoadBalancerState.Failed)]
    [InlineData("paused", LoadBalancerState.Unknown)]
    public void LoadBalancer(string word, LoadBalancerState expected) => Assert.Equal(expected, AwsStates.LoadBalancer(LoadBalancerStateEnum.FindValue(word)));

    [Theory]
    [InlineData("initial", TargetHealthState.Initial)]
    [InlineData("healthy", TargetHealthState.Healthy)]
    [InlineData("unhealthy", TargetHealthState.Unhealthy)]
    [InlineData("unhealthy.draining", TargetHealthState.Draining)]
    [InlineData("unused", TargetHealthState.Unused)]
    [InlineData("draining", TargetHealthState.Draining)]
    [InlineData("unavailable", TargetHealthState.Unavailable)]
    [InlineData("tired", TargetHealthState.Unknown)]
    public void Target(string word, TargetHealthState expected) => Assert.Equal(expected, AwsStates.Target(TargetHealthStateEnum.FindValue(word)));

    [Fact]
    public void Nothing_said_is_unknown()
    {
        Assert.Equal(VpcEndpointState.Unknown, AwsStates.Endpoint(null));
        Assert.Equal(ServiceConfigurationState.Unknown, AwsStates.Service(null));
        Assert.Equal(PrivateDnsNameState.Unknown, AwsStates.PrivateDnsName("api.example.com", null));
        Assert.Equal(LoadBalancerState.Unknown, AwsStates.LoadBalancer(null));
        Assert.Equal(TargetHealthState.Unknown, AwsStates.Target(null));
    }
}
