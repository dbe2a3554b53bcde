using System.Collections.Frozen;

namespace Portal.Domain.Provisioning;

/// <summary>Why sending the same step again has no second effect.</summary>
public enum RepeatKind
{
    /// <summary>The call carries the operation's id as ClientToken, and the stored request is replayed byte for byte.</summary>
    Token,

    /// <summary>The name is derived from the operation, and AWS has at most one object of that name.</summary>
    NameUnique,

    /// <summary>Already there is done.</summary>
    SetSemantics,

    /// <summary>The call names one object and the state it should come to.</summary>
    ById,
}

/// <summary>In whose account a step is carried out.</summary>
public enum AccountSide
{
    Provider,
    Consumer,
}

/// <summary>A kind of mutating step: its stable key, how a repeat of it is safe, and the step that would undo it.</summary>
/// <param name="Name">Part of stored keys: never changed, never derived from a class name.</param>
/// <param name="Opposite">The step that is barred while the outcome of this one is unknown.</param>
/// <param name="Actions">The IAM actions that it needs, dependent ones included.</param>
public sealed record StepType(string Name, RepeatKind Repeat, AccountSide Side, string? Opposite, IReadOnlyList<string> Actions)
{
    /// <summary>Whether an object comes into being by it, so that an unknown outcome may hide an orphan.</summary>
    public bool Creates => Repeat is RepeatKind.Token or RepeatKind.NameUnique;

    /// <param name="part">Tells several steps of one type apart, for example a listener's port.</param>
    public StepKey Key(string? part = null) => new(part is null ? Name : $"{Name}/{part}");

    public override string ToString() => Name;
}

/// <summary>The identity of a step within its aggregate; stored, and unique together with aggregate and generation.</summary>
public readonly record struct StepKey(string Text)
{
    /// <summary>The step type's name.</summary>
    public string TypeName => Text.Split('/', 2)[0];

    /// <summary>What tells it from other steps of its type.</summary>
    public string? Part => Text.Split('/', 2) is [_, var part] ? part : null;

    /// <summary>The key of the step that would undo this one.</summary>
    public StepKey? Opposite => StepTypes.Of(this).Opposite is { } name ? new StepKey(Part is { } part ? $"{name}/{part}" : name) : null;

    public override string ToString() => Text;
}

/// <summary>Every kind of mutating step that the portal takes.</summary>
public static class StepTypes
{
    public static readonly StepType TargetGroupCreate = new("target-group.create", RepeatKind.NameUnique, AccountSide.Provider, "target-group.delete", ["elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:AddTags"]);
    public static readonly StepType TargetGroupDelete = new("target-group.delete", RepeatKind.ById, AccountSide.Provider, "target-group.create", ["elasticloadbalancing:DeleteTargetGroup"]);
    public static readonly StepType TargetsRegister = new("targets.register", RepeatKind.SetSemantics, AccountSide.Provider, "targets.deregister", ["elasticloadbalancing:RegisterTargets"]);
    public static readonly StepType TargetsDeregister = new("targets.deregister", RepeatKind.SetSemantics, AccountSide.Provider, "targets.register", ["elasticloadbalancing:DeregisterTargets"]);
    public static readonly StepType LoadBalancerCreate = new("load-balancer.create", RepeatKind.NameUnique, AccountSide.Provider, "load-balancer.delete", ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:AddTags", "iam:CreateServiceLinkedRole"]);
    public static readonly StepType LoadBalancerDelete = new("load-balancer.delete", RepeatKind.ById, AccountSide.Provider, "load-balancer.create", ["elasticloadbalancing:DeleteLoadBalancer"]);

    // A load balancer has at most one listener a port: the port is the name.
    public static readonly StepType ListenerCreate = new("listener.create", RepeatKind.NameUnique, AccountSide.Provider, "listener.delete", ["elasticloadbalancing:CreateListener", "elasticloadbalancing:AddTags"]);
    public static readonly StepType ListenerDelete = new("listener.delete", RepeatKind.ById, AccountSide.Provider, "listener.create", ["elasticloadbalancing:DeleteListener"]);
    public static readonly StepType ServiceCreate = new("service.create", RepeatKind.Token, AccountSide.Provider, "service.delete", ["ec2:CreateVpcEndpointServiceConfiguration", "ec2:CreateTags"]);
    public static readonly StepType ServiceDelete = new("service.delete", RepeatKind.ById, AccountSide.Provider, "service.create", ["ec2:DeleteVpcEndpointServiceConfigurations"]);
    public static readonly StepType AcceptanceRequire = new("acceptance.require", RepeatKind.SetSemantics, AccountSide.Provider, null, ["ec2:ModifyVpcEndpointServiceConfiguration"]);
    public static readonly StepType PrincipalAllow = new("principal.allow", RepeatKind.SetSemantics, AccountSide.Provider, "principal.disallow", ["ec2:ModifyVpcEndpointServicePermissions"]);
    public static readonly StepType PrincipalDisallow = new("principal.disallow", RepeatKind.SetSemantics, AccountSide.Provider, "principal.allow", ["ec2:ModifyVpcEndpointServicePermissions"]);
    public static readonly StepType EndpointCreate = new("endpoint.create", RepeatKind.Token, AccountSide.Consumer, "endpoint.delete", ["ec2:CreateVpcEndpoint", "ec2:CreateTags", "route53:AssociateVPCWithHostedZone"]);
    public static readonly StepType EndpointModify = new("endpoint.modify", RepeatKind.SetSemantics, AccountSide.Consumer, null, ["ec2:ModifyVpcEndpoint"]);
    public static readonly StepType EndpointDelete = new("endpoint.delete", RepeatKind.ById, AccountSide.Consumer, "endpoint.create", ["ec2:DeleteVpcEndpoints"]);
    public static readonly StepType ConnectionAccept = new("connection.accept", RepeatKind.ById, AccountSide.Provider, "connection.reject", ["ec2:AcceptVpcEndpointConnections"]);
    public static readonly StepType ConnectionReject = new("connection.reject", RepeatKind.ById, AccountSide.Provider, "connection.accept", ["ec2:RejectVpcEndpointConnections"]);
    public static readonly StepType PrivateDnsEnable = new("private-dns.enable", RepeatKind.SetSemantics, AccountSide.Consumer, "private-dns.disable", ["ec2:ModifyVpcEndpoint", "route53:AssociateVPCWithHostedZone"]);
    public static readonly StepType PrivateDnsDisable = new("private-dns.disable", RepeatKind.SetSemantics, AccountSide.Consumer, "private-dns.enable", ["ec2:ModifyVpcEndpoint"]);

    public static IReadOnlyList<StepType> All { get; } =
    [
        TargetGroupCreate, TargetGroupDelete, TargetsRegister, TargetsDeregister, LoadBalancerCreate, LoadBalancerDelete,
        ListenerCreate, ListenerDelete, ServiceCreate, ServiceDelete, AcceptanceRequire, PrincipalAllow, PrincipalDisallow,
        EndpointCreate, EndpointModify, EndpointDelete, ConnectionAccept, ConnectionReject, PrivateDnsEnable, PrivateDnsDisable,
    ];

    private static readonly FrozenDictionary<string, StepType> ByName = All.ToFrozenDictionary(type => type.Name);

    /// <exception cref="KeyNotFoundException">No step type has this name.</exception>
    public static StepType Of(StepKey key) => ByName[key.TypeName];

    /// <returns>None for a step that only a newer version of the portal takes.</returns>
    public static StepType? Find(StepKey key) => ByName.GetValueOrDefault(key.TypeName);
}
