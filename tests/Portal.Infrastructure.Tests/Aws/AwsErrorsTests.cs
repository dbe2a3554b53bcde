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
            + "provide a private DNS name.", false, UserFix, Party.Consumer, "The service has no private DNS name" },
        { "InvalidParameter", "Private DNS can't be enabled because the service com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 has not "
            + "verified the private DNS name.", false, UserFix, Party.Provider, "The provider has not proved yet" },
        { "InvalidParameter", "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
            + "api.example.com in the VPC vpc-0a1b2c3d", false, UserFix, Party.Consumer, "Another endpoint or a private hosted zone in vpc-0a1b2c3d already "
            + "answers for api.example.com" },
        { "InvalidParameter", "private-dns-enabled cannot be set because there is already a conflicting DNS domain", false, UserFix, Party.Consumer,
            "Another endpoint or a private hosted zone in the VPC already answers" },
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
        { "TagLimitExceeded", "You've reached the limit on the number of tags that you can assign to the specified resource.", false, UserFix, null,
            "Something that the portal tags has as many tags as AWS allows, which is 50" },
        { "TooManyTags", "You've reached the limit on the number of tags for this resource", false, UserFix, Party.Provider,
            "A load balancer, target group or listener has as many tags as AWS allows, which is 50" },
        { "ValidationError", "1 validation error detected: Value 'R&D' at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy regular "
            + @"expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$", false, UserFix, Party.Provider, "AWS does not take the value of a tag" },
        { "InsufficientFreeAddressesInSubnet", "No free addresses.", false, UserFix, null, "A subnet has no free address left" },
        { "InvalidPrincipal", "Invalid Principal: 'arn:aws:iam::999999999999:root'", false, UserFix, Party.Consumer, "AWS does not take the consumer's "
            + "account" },
        { "SecurityGroupsPerInterfaceLimitExceeded", "", false, Quota, null, "The endpoint has more security groups than the account allows" },
        { "InvalidConfigurationRequest", "The maximum number of security groups per load balancer has been reached.", false, Quota, null,
            "The load balancer has more security groups than the account allows" },
        { "InvalidConfigurationRequest", "The Availability Zone 'us-east-1a' cannot be removed from load balancer 'arn:lb' because VPC endpoints are "
            + "associated with it", false, UserFix, Party.Consumer, "Endpoints are still in a zone that the load balancer is to leave" },
        { "RequestThrottled", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "EC2ThrottledException", "", false, Throttled, Party.Aws, "AWS takes fewer calls a second" },
        { "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.", false, Quota, null, "The VPC has reached its "
            + "quota of interface endpoints" },
        { "ResourceCountLimitExceeded", "The maximum number of VPC endpoints has been reached for vpc-1", false, Quota, null, "The VPC has reached its "
            + "quota of interface endpoints" },
        { "NetworkInterfaceLimitExceeded", "", false, Quota, null, "The account has reached its quota of network interfaces" },
        { "TooManyLoadBalancers", "", false, Quota, null, "The account has reached its quota of network load balancers" },
        { "TooManyTargetGroups", "", false, Quota, null, "The account has reached its quota of target groups" },
        { "TooManyListeners", "", false, Quota, null, "The load balancer has as many listeners as it may have" },
        { "TooManyTargets", "", false, Quota, null, "The load balancer has as many targets as it may have" },
        { "TooManyRegistrationsForTargetId", "", false, Quota, null, "A target is registered as often as it may be" },
        { "ValidationError", "Health check interval must be greater than the timeout.", false, UserFix, Party.Provider, "AWS does not take the health check" },
        { "InvalidConfigurationRequest", "The health check timeout must be below its interval", false, UserFix, Party.Provider,
            "AWS does not take the health check" },
        { "TagPolicyViolation", "The tag policy does not allow the specified value for the following tag key: 'CostCentre'.", false, UserFix,
            Party.NetworkAdmin, "The organisation's tag policy does not take the value of the tag CostCentre" },
        { "TagPolicyViolation", "No.", false, UserFix, Party.NetworkAdmin, "The organisation's tag policy does not take the tags" },
        { "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id 'vpce-0a1b2c3d' does not exist", false, NotYetVisible, Party.Aws, "AWS does not show the "
            + "endpoint:" },
        { "InvalidVpcEndpoint.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint:" },
        { "InvalidVpcEndpointService.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint service" },
        { "InvalidVpcEndpointServiceId.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the endpoint service" },
        { "InvalidNetworkLoadBalancerArn.NotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the load balancer" },
        { "LoadBalancerNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the load balancer" },
        { "TargetGroupNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the target group" },
        { "ListenerNotFound", "", false, NotYetVisible, Party.Aws, "AWS does not show the listener" },
        { "InvalidConnectionNotification", "", false, Terminal, Party.Provider, "The connection notification is gone" },
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
        { "OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.", false, Terminal, null, "AWS itself manages the "
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
        { "UnauthorizedOperation", "You are not authorized to perform this operation. User: "
            + "arn:aws:sts::123456789012:assumed-role/Portal/x is not authorized to perform: ec2:CreateVpcEndpoint on resource: *", false, UserFix, null,
            "The portal's role in the account may not do ec2:CreateVpcEndpoint" },
        { "UnauthorizedOperation", "You are not authorized to perform this operation.", false, UserFix, null, "The portal's role in "
            + "the account may not do this" },
        { "AccessDenied", "User: arn:aws:iam::900000000001:user/portal is not authorized to perform: sts:AssumeRole on resource: "
            + "arn:aws:iam::123456789012:role/Portal", true, UserFix, null, "The portal may not assume its role in the account" },
        { "UnauthorizedOperation", "You are not authorized to perform this operation. Encoded authorization failure message: 4vLcJW", false, UserFix, null,
            "The portal's role in the account may not do this; AWS says why in a message that has to be decoded" },
        { "AccessDenied", "User: x is not authorized to perform: elasticloadbalancing:CreateLoadBalancer", false, UserFix, null,
            "The portal's role in the account may not do elasticloadbalancing:CreateLoadBalancer" },
        { "AccessDenied", "Encoded authorization failure message: 4vLcJW", false, UserFix, null, "The portal's role in the account may not do this; AWS" },
        { "AccessDeniedException", "User: x is not authorized to perform: elasticloadbalancing:AddTags", false, UserFix, null,
            "The portal's role in the account may not do elasticloadbalancing:AddTags" },
        { "AccessDeniedException", "Encoded authorization failure message: 4v", false, UserFix, null, "The portal's role in the account may not do this; A" },
        { "AccessDeniedException", "No.", false, UserFix, null, "The portal's role in the account may not do this" },
        { "AccessDenied", "Access Denied", false, UserFix, null, "The portal's role in the account may not do this" },
        { "AccessDenied", "User: arn:aws:iam::900000000001:user/portal is not authorized to perform: sts:AssumeRole on resource: "
            + "arn:aws:iam::123456789012:role/Portal with an explicit deny in a service control policy", true, UserFix, Party.NetworkAdmin,
            "An explicit Deny in the organisation's service control policy forbids the portal to assume its role" },
        { "AccessDenied", "User: arn:aws:iam::900000000001:user/portal is not authorized to perform: sts:AssumeRole on resource: "
            + "arn:aws:iam::123456789012:role/Portal with an explicit deny in an identity-based policy", true, UserFix, Party.Operator,
            "An explicit Deny in a policy of the portal's own user or role" },
        { "RegionDisabledException", "STS is not activated in this region", true, UserFix, Party.Operator, "The Security Token Service is switched off" },
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

    /// <summary>The same refusal by every kind of policy, under each of the codes that services use.</summary>
    public static TheoryData<string, string, string, Party?> Policies { get; } = new(
        from code in new[] { "UnauthorizedOperation", "AccessDenied", "AccessDeniedException" }
        from policy in new (string Ending, string Cause, Party? Owner)[]
        {
            ("with an explicit deny in a service control policy", "An explicit Deny in the organisation's service control policy forbids",
                Party.NetworkAdmin),
            ("with an explicit deny in a service control policy: arn:aws:organizations::9:policy/o-1/service_control_policy/p-2",
                "An explicit Deny in the organisation's service control policy arn:aws:organizations::9:policy/o-1/service_control_policy/p-2 forbids",
                Party.NetworkAdmin),
            ("because no service control policy allows the ACTION action", "The organisation's service control policies do not allow", Party.NetworkAdmin),
            ("with an explicit deny in a resource control policy", "An explicit Deny in the organisation's resource control policy forbids",
                Party.NetworkAdmin),
            ("because no resource control policy allows the ACTION action", "The organisation's resource control policies do not allow", Party.NetworkAdmin),
            ("with an explicit deny in a permissions boundary", "An explicit Deny in the permissions boundary of the portal's role forbids", null),
            ("because no permissions boundary allows the ACTION action", "The permissions boundary of the portal's role does not allow", null),
            ("with an explicit deny in a session policy", "An explicit Deny in the policy of the portal's session forbids", Party.Operator),
            ("because no session policy allows the ACTION action", "The policy of the portal's session does not allow", Party.Operator),
            ("with an explicit deny in a VPC endpoint policy", "An explicit Deny in the policy of the endpoint through which", Party.Operator),
            ("because no VPC endpoint policy allows the ACTION action", "The policy of the endpoint through which the portal calls AWS does not",
                Party.Operator),
            ("with an explicit deny in a resource-based policy", "An explicit Deny in the policy of the resource forbids", null),
            ("because no resource-based policy allows the ACTION action", "The policy of the resource does not allow", null),
            ("with an explicit deny in an identity-based policy", "An explicit Deny in a policy of the portal's role forbids", null),
            ("because no identity-based policy allows the ACTION action", "No policy of the portal's role allows", null),
        }
        from action in new[] { "ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints" }
        select (code, Refused(action, policy.Ending), $"{policy.Cause}|{action}", policy.Owner));

    private static string Refused(string action, string ending) =>
        $"You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/Portal/x is not authorized to perform: {action} on "
        + $"resource: arn:aws:ec2:us-east-1:123456789012:vpc-endpoint/* {ending.Replace("ACTION", action, StringComparison.Ordinal)}. "
        + "Encoded authorization failure message: 4vLcJWFn";

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_Deny_is_told_apart_from_a_missing_Allow_and_each_names_the_policy_that_has_to_change(
        string code, string message, string expected, Party? owner)
    {
        var (cause, action) = (expected.Split('|')[0], expected.Split('|')[1]);
        var failure = AwsErrorTable.Find(code, message, Party.Consumer, ofTokenService: false);

        Assert.StartsWith(cause, failure.Cause, StringComparison.Ordinal);
        Assert.EndsWith($" {action}", failure.Cause, StringComparison.Ordinal);
        Assert.Equal((UserFix, owner ?? Party.Consumer), (failure.Class, failure.Owner));
        var isDeny = message.Contains("explicit deny", StringComparison.Ordinal);
        Assert.StartsWith(isDeny ? $"Take {action} out of the Deny in " : $"Allow {action} in ", failure.Action, StringComparison.Ordinal);
        Assert.Equal(isDeny && action.Contains("Create", StringComparison.Ordinal), failure.Action.Contains("asks for tags", StringComparison.Ordinal));
        Assert.DoesNotContain("${", failure.Cause + failure.Action, StringComparison.Ordinal);
    }

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
        var proved = Samples.Select(sample => sample.Data).Select(data => AwsErrorTable.RowOf(data.Item1, data.Item2, data.Item3).Row)
            .Concat(Policies.Select(policy => policy.Data).Select(data => AwsErrorTable.RowOf(data.Item1, data.Item2, ofTokenService: false).Row)).ToHashSet();

        Assert.Empty(AwsErrorTable.Rows.Where(row => !proved.Contains(row)).Select(row => $"{row.Code} {row.Pattern}"));
    }

    [Fact]
    public void Whatever_needs_a_person_says_where_they_can_act_and_nothing_else_does() =>
        Assert.All(AwsErrorTable.Rows, row =>
        {
            var needsPerson = row.Class is UserFix or Terminal or Quota || !row.Action.StartsWith("None", StringComparison.Ordinal);
            Assert.True(needsPerson == row.WayOut is not WayOut.None, $"{row.Code} {row.Pattern}");
        });

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
                "Remove the cause that AWS names, then retry; if it names none, report it with the operation's details", true, WayOut: WayOut.Report),
            failure);
    }

    [Fact]
    public void An_InvalidParameter_with_words_that_nobody_knows_is_shown_as_it_came() =>
        Assert.Equal(
            "AWS refused with InvalidParameter: A wholly new rule.",
            AwsErrorTable.Find("InvalidParameter", "A wholly new rule.", Party.Consumer, ofTokenService: false).Cause);

    [Theory]
    [InlineData("TooManyUniqueTargetGroupsPerLoadBalancer")]
    [InlineData("TargetGroupAssociationLimit")]
    [InlineData("VpcEndpointServiceLimitExceeded")]
    public void A_quota_is_the_accounts_to_raise(string code)
    {
        var failure = AwsErrorTable.Find(code, "The quota is 50.", Party.Provider, ofTokenService: false);

        Assert.Equal((Quota, Party.Provider, "A quota of the account is used up: The quota is 50."), (failure.Class, failure.Owner, failure.Cause));
        Assert.Equal((WayOut.Quotas, code), (failure.WayOut, failure.Quota!.Name));
    }

    [Fact]
    public void A_taken_name_names_the_thing_that_has_it()
    {
        var failure = AwsErrors.NameTaken("load balancer", "plp-abc", Party.Provider).Failure;

        Assert.Equal("The name plp-abc is taken by a load balancer that is not the portal's", failure.Cause);
        Assert.Equal((UserFix, Party.Provider, null), (failure.Class, failure.Owner, failure.Code));
    }
}
