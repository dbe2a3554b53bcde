using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>Every row of the table by AWS's own words; what no row knows is kept as it came.</summary>
public sealed class AwsErrorsTests
{
    /// <summary>Code, message, whether the role's assuming was refused, and what must come of it; no owner stands for the account's side.</summary>
    public static TheoryData<string, string, bool, RetryClass, Party?, string> Samples { get; } = new()
    {
        { "InvalidParameter", "The VPC endpoint service com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 does not support the availability zone of "
            + "the subnet: subnet-0a1b2c3d.", false, UserFix, Party.Consumer, "The service is not offered in the Availability Zone of subnet-0a1b2c3d" },
        { "InvalidParameter", "Only the following availability zones are supported for remote access: use1-az1, use1-az2.", false, UserFix, Party.Consumer,
            "From this region the service can be reached only in the zones use1-az1, use1-az2" },
        { "InvalidParameter", "Private DNS can't be enabled because the service com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 does not "
            + "provide a private DNS name.", false, UserFix, Party.Provider, "The service has no private DNS name" },
        { "InvalidParameter", "Private DNS can't be enabled because the service com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 has not "
            + "verified the private DNS name.", false, UserFix, Party.Provider, "The provider has not proved yet" },
        { "InvalidParameter", "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
            + "api.example.com in the VPC vpc-0a1b2c3d", false, UserFix, Party.Consumer, "Another endpoint or private hosted zone" },
        { "InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-0a1b2c3d", false,
            UserFix, Party.Consumer, "The VPC does not resolve names" },
        { "InvalidParameter", "Cannot modify VPC Endpoint vpce-0a1b2c3d at this time because there is an idempotent operation going on", false, Busy,
            Party.Aws, "AWS is still working on an earlier change of the endpoint" },
        { "InvalidParameter", "The Network Load Balancer arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/plp-a/1 is "
            + "not in the active state.", false, Busy, Party.Aws, "AWS is still provisioning the load balancer" },
        { "InvalidParameter", "The Network Load Balancer arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/plp-a/1 is already associated "
            + "with the VPC endpoint service vpce-svc-0a1b2c3d.", false, UserFix, Party.Provider,
            "The load balancer already belongs to the endpoint service vpce-svc-0a1b2c3d" },
        { "OperationInProgress", "VpcEndpoint modify operation in progress", false, Busy, Party.Aws, "AWS is still working on an earlier change" },
        { "IncorrectState", "It is not in the state.", false, Busy, Party.Aws, "AWS is still working on the object" },
        { "InvalidState", "The VPC endpoint connection vpce-0a1b2c3d is in the state rejected.", false, UserFix, Party.Consumer, "AWS does not take back an "
            + "endpoint that was rejected" },
        { "InvalidState", "The VPC endpoint connection vpce-0a1b2c3d is in the state deleting.", false, Busy, Party.Aws, "The object's state does not allow "
            + "it" },
        { "DuplicateSubnetsInSameZone", "Found another VPC endpoint subnet in the availability zone of subnet-0a1b2c3d.", false, UserFix, Party.Consumer,
            "Two of the subnets lie in the same Availability Zone" },
        { "InvalidServiceName", "The Vpc Endpoint Service 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0' does not exist", false, UserFix,
            Party.Provider, "AWS knows no such service for this account" },
        { "ConflictingDomainExists", "The VPC has a conflicting zone.", false, UserFix, Party.Consumer, "A private hosted zone in the VPC already has" },
        { "InvalidIPAddress.InUse", "Address 10.0.0.9 is in use.", false, UserFix, Party.Consumer, "A chosen address is already in use" },
        { "InvalidParameterValue", "Address 10.9.0.5 does not fall within the subnet's address range", false, UserFix, Party.Consumer,
            "A chosen address lies outside of its subnet" },
        { "InvalidParameterValue", "Address 10.0.0.2 is in subnet's reserved address range", false, UserFix, Party.Consumer, "A chosen address is one "
            + "that AWS keeps for itself" },
        { "InsufficientFreeAddressesInSubnet", "No free addresses.", false, UserFix, null, "A subnet has no free address left" },
        { "InvalidPrincipal", "Invalid Principal: 'arn:aws:iam::999999999999:root'", false, UserFix, Party.Consumer, "AWS does not take the consumer's "
            + "account" },
        { "SecurityGroupsPerInterfaceLimitExceeded", "", false, UserFix, null, "The endpoint has more security groups than the account allows" },
        { "InvalidConfigurationRequest", "The maximum number of security groups per load balancer has been reached.", false, UserFix, null,
            "The load balancer has more security groups than the account allows" },
        { "RequestThrottled", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "EC2ThrottledException", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.", false, UserFix, null, "The VPC has reached its "
            + "quota of interface endpoints" },
        { "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id 'vpce-0a1b2c3d' does not exist", false, NotYetVisible, Party.Aws, "AWS does not show the "
            + "endpoint:" },
        { "InvalidVpcEndpoint.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint:" },
        { "InvalidVpcEndpointService.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint service" },
        { "InvalidVpcEndpointServiceId.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint service" },
        { "InvalidNetworkLoadBalancerArn.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the load balancer" },
        { "LoadBalancerNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the load balancer" },
        { "TargetGroupNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the target group" },
        { "ListenerNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the listener" },
        { "InvalidConnectionNotification", "", false, Terminal, Party.Operator, "The connection notification is gone" },
        { "InvalidVpcID.NotFound", "", false, UserFix, null, "The VPC does not exist" },
        { "InvalidVpcId.NotFound", "", false, UserFix, null, "The VPC does not exist" },
        { "InvalidSubnetID.NotFound", "", false, UserFix, null, "A subnet does not exist" },
        { "InvalidSubnetId.NotFound", "", false, UserFix, null, "A subnet does not exist" },
        { "SubnetNotFound", "", false, UserFix, null, "A subnet does not exist" },
        { "InvalidSecurityGroupID.NotFound", "", false, UserFix, null, "A security group does not exist" },
        { "InvalidSecurityGroupId.NotFound", "", false, UserFix, null, "A security group does not exist" },
        { "InvalidGroup.NotFound", "", false, UserFix, null, "A security group does not exist" },
        { "ExistingVpcEndpointConnections", "Service has existing active VPC Endpoint connections!", false, Dependency, Party.Provider,
            "Endpoints are still connected to the service" },
        { "DependencyViolation", "resource sg-0a1b2c3d has a dependent object", false, Dependency, Party.Aws, "Network interfaces still use it" },
        { "InvalidParameterValue", "Network interface 'eni-0a1b2c3d' is currently in use.", false, Dependency, Party.Aws, "The network interface "
            + "eni-0a1b2c3d is still in use by its endpoint" },
        { "ResourceInUse", "Load balancer 'arn:aws:elasticloadbalancing:…' cannot be deleted because it is currently associated with another service", false,
            Dependency, Party.Provider, "The load balancer still belongs to an endpoint service" },
        { "ResourceInUse", "Target group 'arn:aws:elasticloadbalancing:…' is currently in use by a listener or a rule", false, Dependency, Party.Aws,
            "It is still in use" },
        { "OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.", false, Terminal, Party.Operator, "AWS itself manages the "
            + "network interface" },
        { "OperationNotPermitted", "Load balancer 'arn:…' cannot be deleted because deletion protection is enabled", false, UserFix, null,
            "The load balancer is protected from deletion" },
        { "DuplicateLoadBalancerName", "A load balancer with the same name exists, but with different settings", false, NotYetVisible, Party.Aws,
            "AWS already has a load balancer of this name" },
        { "DuplicateTargetGroupName", "A target group with the same name exists, but with different settings", false, NotYetVisible, Party.Aws,
            "AWS already has a target group of this name" },
        { "DuplicateListener", "A listener already exists on this port", false, NotYetVisible, Party.Aws, "The load balancer already listens on this port" },
        { "InvalidSubnet", "Not enough IP space available in subnet-0a1b2c3d. ELB requires at least 8 free IP addresses in each subnet.", false, UserFix,
            Party.Provider, "The subnet subnet-0a1b2c3d has too few free addresses" },
        { "InvalidTarget", "The following targets are not in the target group VPC", false, UserFix, Party.Provider, "AWS does not take a target" },
        { "AvailabilityZoneNotSupported", "", false, UserFix, Party.Provider, "Network load balancers are not offered in one of the zones" },
        { "InvalidSubnet", "You cannot specify an additional subnet from an Availability Zone that is already associated with the load balancer", false,
            UserFix, Party.Provider, "The load balancer already has a subnet in this Availability Zone" },
        { "IdempotentParameterMismatch", "", false, Terminal, Party.Operator, "AWS knows the operation's token with other parameters" },
        { "RequestLimitExceeded", "Request limit exceeded.", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "Throttling", "Rate exceeded", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "ThrottlingException", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "TooManyRequestsException", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "UnauthorizedOperation", "User: arn:aws:sts::123456789012:assumed-role/Portal/x is not authorized to perform: ec2:CreateVpcEndpoint on resource: "
            + "* with an explicit deny in a service control policy", false, UserFix, Party.NetworkAdmin,
            "The organisation's service control policy forbids it" },
        { "UnauthorizedOperation", "You are not authorized to perform this operation. User: "
            + "arn:aws:sts::123456789012:assumed-role/Portal/x is not authorized to perform: ec2:CreateVpcEndpoint on resource: *", false, UserFix, null,
            "The portal's role in the account may not do ec2:CreateVpcEndpoint" },
        { "UnauthorizedOperation", "You are not authorized to perform this operation.", false, UserFix, null, "The portal's role in "
            + "the account may not do this" },
        { "AccessDenied", "User: arn:aws:iam::900000000001:user/portal is not authorized to perform: sts:AssumeRole on resource: "
            + "arn:aws:iam::123456789012:role/Portal", true, UserFix, null, "The portal may not assume its role in the account" },
        { "AccessDenied", "User: x is not authorized to perform: elasticloadbalancing:CreateLoadBalancer with an explicit deny in a service control policy",
            false, UserFix, Party.NetworkAdmin, "The organisation's service control policy forbids it" },
        { "AccessDenied", "User: x is not authorized to perform: elasticloadbalancing:CreateLoadBalancer because no identity-based policy allows it", false,
            UserFix, null, "The portal's role in the account may not do elasticloadbalancing:CreateLoadBalancer" },
        { "AccessDenied", "Access Denied", false, UserFix, null, "The portal's role in the account may not do this" },
        { "RegionDisabledException", "STS is not activated in this region", true, UserFix, null, "Role sessions are switched off in this region" },
        { "ValidationError", "1 validation error detected", true, UserFix, null, "AWS does not take the role's ARN or external id" },
        { "InvalidClientTokenId", "The security token included in the request is invalid.", true, UserFix, Party.Operator, "AWS does not know the "
            + "portal's base credentials" },
        { "SignatureDoesNotMatch", "The request signature we calculated does not match", true, UserFix, Party.Operator, "The portal's base credentials do "
            + "not fit together" },
        { "ExpiredToken", "The security token included in the request is expired", true, UserFix, Party.Operator, "The portal's base credentials have "
            + "expired" },
        { "InvalidClientTokenId", "The security token included in the request is invalid.", false, UserFix, null, "AWS does not take the role's "
            + "credentials in this region" },
        { "AuthFailure", "AWS was not able to validate the provided access credentials", false, UserFix, null, "AWS does not take the role's "
            + "credentials in this region" },
        { "OptInRequired", "", false, UserFix, null, "The account has not opted in" },
        { "SignatureDoesNotMatch", "", false, UserFix, Party.Operator, "AWS does not take the portal's signature" },
        { "RequestTimeTooSkewed", "", false, UserFix, Party.Operator, "The portal's clock is wrong" },
        { "ExpiredToken", "", false, Transient, Party.Portal, "The role's session has ended" },
        { "ExpiredTokenException", "", false, Transient, Party.Portal, "The role's session has ended" },
        { "RequestExpired", "Request has expired.", false, Transient, Party.Portal, "The role's session has ended" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_refusal_is_told_in_words_with_its_owner_and_what_to_do(
        string code, string message, bool ofTokenService, RetryClass expected, Party? owner, string cause)
    {
        foreach (var account in new[] { Party.Consumer, Party.Provider })
        {
            var failure = AwsErrorTable.Find(code, message, account, ofTokenService);

            Assert.Equal((code, message, expected, owner ?? account), (failure.Code, failure.Message, failure.Class, failure.Owner));
            Assert.StartsWith(cause, failure.Cause, StringComparison.Ordinal);
            Assert.DoesNotContain("${", failure.Cause + failure.Action, StringComparison.Ordinal);
            Assert.NotEmpty(failure.Action);
        }
    }

    [Fact]
    public void No_row_is_without_a_sample()
    {
        var proved = Samples.Select(sample => sample.Data).Select(data => AwsErrorTable.RowOf(data.Item1, data.Item2, data.Item3).Row).ToHashSet();

        Assert.Empty(AwsErrorTable.Rows.Where(row => !proved.Contains(row)).Select(row => $"{row.Code} {row.Pattern}"));
    }

    [Theory]
    [InlineData("IdempotentParameterMismatch")]
    [InlineData("DuplicateLoadBalancerName")]
    [InlineData("DuplicateTargetGroupName")]
    [InlineData("DuplicateListener")]
    public void A_refusal_because_of_an_earlier_sending_does_not_say_that_the_operation_never_happened(string code) =>
        Assert.False(AwsErrorTable.Find(code, "", Party.Provider, ofTokenService: false).OutcomeKnown);

    [Fact]
    public void A_code_that_nobody_knows_is_shown_as_it_came()
    {
        var failure = AwsErrorTable.Find("BrandNewCode", "Something about vpce-1.", Party.Consumer, ofTokenService: false);

        Assert.Equal(
            new AwsFailure(
                "BrandNewCode", "Something about vpce-1.", UserFix, "AWS refused with BrandNewCode: Something about vpce-1.", Party.Operator,
                "Remove the cause that AWS names, then retry", true),
            failure);
    }

    [Fact]
    public void An_InvalidParameter_with_words_that_nobody_knows_is_shown_as_it_came() =>
        Assert.Equal(
            "AWS refused with InvalidParameter: A wholly new rule.",
            AwsErrorTable.Find("InvalidParameter", "A wholly new rule.", Party.Consumer, ofTokenService: false).Cause);

    [Theory]
    [InlineData("TooManyLoadBalancers")]
    [InlineData("TargetGroupAssociationLimit")]
    [InlineData("VpcEndpointServiceLimitExceeded")]
    public void A_quota_is_the_accounts_to_raise(string code)
    {
        var failure = AwsErrorTable.Find(code, "The quota is 50.", Party.Provider, ofTokenService: false);

        Assert.Equal((UserFix, Party.Provider, "A quota of the account is used up: The quota is 50."), (failure.Class, failure.Owner, failure.Cause));
    }

    [Fact]
    public void A_taken_name_names_the_thing_that_has_it()
    {
        var failure = AwsErrors.NameTaken("load balancer", "plp-abc", Party.Provider).Failure;

        Assert.Equal("The name plp-abc is taken by a load balancer that is not the portal's", failure.Cause);
        Assert.Equal((UserFix, Party.Provider, null), (failure.Class, failure.Owner, failure.Code));
    }
}
