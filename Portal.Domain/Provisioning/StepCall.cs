using System.Text.Json.Serialization;

namespace Portal.Domain.Provisioning;

/// <summary>What a step says to AWS, in our own words; stored before it is sent and replayed as it was stored. Tags, token and name come from the operation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$call")]
[JsonDerivedType(typeof(CreateTargetGroupCall), "createTargetGroup")]
[JsonDerivedType(typeof(DeleteTargetGroupCall), "deleteTargetGroup")]
[JsonDerivedType(typeof(RegisterTargetsCall), "registerTargets")]
[JsonDerivedType(typeof(DeregisterTargetsCall), "deregisterTargets")]
[JsonDerivedType(typeof(CreateLoadBalancerCall), "createLoadBalancer")]
[JsonDerivedType(typeof(DeleteLoadBalancerCall), "deleteLoadBalancer")]
[JsonDerivedType(typeof(CreateListenerCall), "createListener")]
[JsonDerivedType(typeof(DeleteListenerCall), "deleteListener")]
[JsonDerivedType(typeof(CreateServiceCall), "createService")]
[JsonDerivedType(typeof(DeleteServiceCall), "deleteService")]
[JsonDerivedType(typeof(RequireAcceptanceCall), "requireAcceptance")]
[JsonDerivedType(typeof(AllowPrincipalCall), "allowPrincipal")]
[JsonDerivedType(typeof(DisallowPrincipalCall), "disallowPrincipal")]
[JsonDerivedType(typeof(CreateEndpointCall), "createEndpoint")]
[JsonDerivedType(typeof(ModifyEndpointCall), "modifyEndpoint")]
[JsonDerivedType(typeof(DeleteEndpointCall), "deleteEndpoint")]
[JsonDerivedType(typeof(AcceptConnectionCall), "acceptConnection")]
[JsonDerivedType(typeof(RejectConnectionCall), "rejectConnection")]
[JsonDerivedType(typeof(SetPrivateDnsCall), "setPrivateDns")]
public abstract record StepCall;

/// <summary>A target as AWS knows it.</summary>
/// <param name="Id">An instance id or an IPv4 address.</param>
/// <param name="AvailabilityZone"><c>all</c> for an address outside the VPC, otherwise none.</param>
public sealed record TargetAddress(string Id, int Port, string? AvailabilityZone = null);

/// <summary>How AWS checks that a target is well.</summary>
/// <param name="Protocol">TCP, HTTP or HTTPS.</param>
/// <param name="Port">None for the port that the traffic goes to.</param>
/// <param name="IntervalSeconds">5 to 300.</param>
public sealed record HealthCheck(string Protocol, int? Port = null, string? Path = null, int? IntervalSeconds = null);

public sealed record CreateTargetGroupCall(string VpcId, string Protocol, int Port, string TargetType, HealthCheck? HealthCheck) : StepCall;

public sealed record DeleteTargetGroupCall(string Arn) : StepCall;

public sealed record RegisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;

public sealed record DeregisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;

/// <summary>Always of type network and internal.</summary>
public sealed record CreateLoadBalancerCall(IReadOnlyList<string> SubnetIds) : StepCall;

public sealed record DeleteLoadBalancerCall(string Arn) : StepCall;

public sealed record CreateListenerCall(string LoadBalancerArn, string Protocol, int Port, string TargetGroupArn) : StepCall;

public sealed record DeleteListenerCall(string Arn) : StepCall;

/// <summary>Always with acceptance required.</summary>
public sealed record CreateServiceCall(string LoadBalancerArn, string? PrivateDnsName) : StepCall;

public sealed record DeleteServiceCall(string ServiceId) : StepCall;

public sealed record RequireAcceptanceCall(string ServiceId) : StepCall;

public sealed record AllowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;

public sealed record DisallowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;

/// <summary>A subnet that gets one of the endpoint's network interfaces.</summary>
/// <param name="Ipv4">A fixed address of the subnet; none lets AWS choose.</param>
public sealed record EndpointSubnet(string SubnetId, string? Ipv4 = null);

/// <summary>Always of type Interface, with private DNS off.</summary>
public sealed record CreateEndpointCall(string VpcId, string ServiceName, IReadOnlyList<EndpointSubnet> Subnets, IReadOnlyList<string> SecurityGroupIds) : StepCall;

/// <param name="FixedAddresses">Those of the added subnets that have a fixed address; none where AWS chooses for all.</param>
public sealed record ModifyEndpointCall(
    string VpcEndpointId,
    IReadOnlyList<string> AddSubnetIds, IReadOnlyList<string> RemoveSubnetIds,
    IReadOnlyList<string> AddSecurityGroupIds, IReadOnlyList<string> RemoveSecurityGroupIds,
    IReadOnlyList<EndpointSubnet>? FixedAddresses = null) : StepCall;

public sealed record DeleteEndpointCall(string VpcEndpointId) : StepCall;

public sealed record AcceptConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;

public sealed record RejectConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;

public sealed record SetPrivateDnsCall(string VpcEndpointId, bool Enabled) : StepCall;
