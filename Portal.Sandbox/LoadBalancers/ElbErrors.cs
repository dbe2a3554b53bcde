using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>What Elastic Load Balancing refuses, in its own words where they are known.</summary>
internal static class ElbErrors
{
    public static AwsError Validation(string message) => new("ValidationError", message);

    public static AwsError InvalidConfiguration(string message) => new("InvalidConfigurationRequest", message);

    public static AwsError LoadBalancerNotFound(string arn) => new("LoadBalancerNotFound", $"Load balancer '{arn}' not found");

    public static AwsError LoadBalancersNotFound() => new("LoadBalancerNotFound", "One or more load balancers not found");

    public static AwsError LoadBalancersNotFound(IEnumerable<string> names) =>
        new("LoadBalancerNotFound", $"Load balancers '[{string.Join(", ", names)}]' not found");

    public static AwsError LoadBalancerExists(string name) =>
        new("DuplicateLoadBalancerName", $"A load balancer with the same name '{name}' exists, but with different settings");

    public static AwsError LoadBalancerInUse(string arn) =>
        new("ResourceInUse", $"Load balancer '{arn}' cannot be deleted because it is currently associated with another service");

    public static AwsError DeletionProtected(string arn) =>
        new("OperationNotPermitted", $"Load balancer '{arn}' cannot be deleted because deletion protection is enabled");

    public static AwsError TargetGroupNotFound(string arn) => new("TargetGroupNotFound", $"Target groups '{arn}' not found");

    public static AwsError TargetGroupsNotFound() => new("TargetGroupNotFound", "One or more target groups not found");

    public static AwsError TargetGroupExists(string name) =>
        new("DuplicateTargetGroupName", $"A target group with the same name '{name}' exists, but with different settings");

    public static AwsError TargetGroupInUse(string arn) => new("ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule");

    public static AwsError TargetGroupElsewhere(string arn) =>
        new("TargetGroupAssociationLimit", $"The following target groups cannot be associated with more than one load balancer: {arn}");

    public static AwsError ListenerNotFound(string arn) => new("ListenerNotFound", $"Listener '{arn}' not found");

    public static AwsError ListenersNotFound() => new("ListenerNotFound", "One or more listeners not found");

    public static AwsError ListenerExists(string loadBalancerArn) =>
        new("DuplicateListener", $"A listener already exists on this port for this load balancer '{loadBalancerArn}'");

    public static AwsError SubnetNotFound(string id) => new("SubnetNotFound", $"The subnet ID '{id}' does not exist");

    public static AwsError SubnetFull(string id) =>
        new("InvalidSubnet", $"Not enough IP space available in {id}. ELB requires at least 8 free IP addresses in each subnet.");

    public static AwsError NoInternetGateway(string vpcId) => new("InvalidSubnet", $"VPC {vpcId} has no internet gateway");

    public static AwsError InvalidTarget(string message) => new("InvalidTarget", message);

    /// <summary>For what AWS offers and this simulation does not.</summary>
    public static AwsError NotSimulated(string what) => new("InvalidConfigurationRequest", $"The simulated AWS does not offer {what}");
}
