using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>
/// One AWS action; the class bears the action's name. It runs alone, reads all its parameters first (what nobody reads is refused as unknown),
/// changes the store and writes its reply, or throws an <see cref="AwsError"/>, which undoes its changes.
/// </summary>
internal abstract class Operation(AwsApi api)
{
    public AwsApi Api => api;

    public string Action => GetType().Name;

    public abstract void Execute(Call call, ReplyWriter reply);
}

/// <summary>An action of EC2.</summary>
internal abstract class Ec2Operation() : Operation(AwsApi.Ec2);

/// <summary>An action of Elastic Load Balancing, version 2.</summary>
internal abstract class ElasticLoadBalancingOperation() : Operation(AwsApi.ElasticLoadBalancing);

/// <summary>An action of the Security Token Service.</summary>
internal abstract class StsOperation() : Operation(AwsApi.Sts);
