using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Portal.Domain.Provisioning;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS's error codes mean to people; by message only where AWS hides several faults under one code.</summary>
internal static class AwsErrorTable
{
    private const string PortalTriesAgain = "None; the portal tries again";
    private const string AnyCode = "*";

    private const string OneNameAVpc = "Switch private DNS off on that endpoint, or take that zone off the VPC, in the consumer's account, then retry; "
        + "to do without private DNS, delete the connection and request it again without";

    // In order: the rows of a code with a pattern stand before the one without.
    internal static readonly IReadOnlyList<Row> Rows =
    [
        new("InvalidParameter", UserFix, Party.Consumer, "The service is not offered in the Availability Zone of ${subnet}",
            "Choose a subnet in one of the service's zones", @"does not support the availability zone of the subnet:? (?<subnet>subnet-\w+)"),
        new("InvalidParameter", UserFix, Party.Consumer, "From this region the service can be reached only in the zones ${zones}",
            "Choose subnets in these zones", @"Only the following availability zones are supported for remote access: (?<zones>[\w-]+(, ?[\w-]+)*)"),
        new("InvalidParameter", UserFix, Party.Provider, "The service has no private DNS name",
            "Give the service a private DNS name, or ask for the connection without one", "does not provide a private DNS name"),
        new("InvalidParameter", UserFix, Party.Provider, "The provider has not proved yet that the service's private DNS name is theirs",
            "Publish the TXT record that the service's page shows, and have it verified there", "has not verified the private DNS name"),
        new(
            "InvalidParameter", UserFix, Party.Consumer,
            "Another endpoint or a private hosted zone in ${vpc} already answers for ${name}, and a VPC can have that name once",
            OneNameAVpc, @"already a conflicting DNS domain for (?<name>\S+) in the VPC (?<vpc>vpc-\w+)"),
        new(
            "InvalidParameter", UserFix, Party.Consumer,
            "Another endpoint or a private hosted zone in the VPC already answers for the service's private DNS name, and a VPC can have that name once",
            OneNameAVpc, "already a conflicting DNS domain"),
        new(
            "InvalidParameter", UserFix, Party.Consumer,
            "The VPC does not resolve names: enableDnsSupport and enableDnsHostnames have to be on for private DNS",
            "Switch both on for the VPC, then retry; to do without private DNS, delete the connection and request it again without",
            "requires both enableDnsSupport and enableDnsHostnames"),
        new(
            "InvalidParameter", Busy, Party.Aws, "AWS is still working on an earlier change of the endpoint", PortalTriesAgain,
            "idempotent operation going on"),
        new(
            "InvalidParameter", Busy, Party.Aws, "AWS is still provisioning the load balancer", PortalTriesAgain,
            "Load Balancer .* is not in the active state"),
        new(
            "InvalidParameter", UserFix, Party.Provider, "The load balancer already belongs to the endpoint service ${service}",
            "Take the load balancer out of that endpoint service",
            @"Load Balancer .* is already associated with the VPC endpoint service (?<service>vpce-svc-\w+)"),
        new("OperationInProgress", Busy, Party.Aws, "AWS is still working on an earlier change", PortalTriesAgain),
        new("IncorrectState", Busy, Party.Aws, "AWS is still working on the object", PortalTriesAgain),
        new(
            "InvalidState", UserFix, Party.Consumer, "AWS does not take back an endpoint that was rejected", "Delete the connection and request it again",
            "in the state rejected"),
        new("InvalidState", Busy, Party.Aws, "The object's state does not allow it at the moment", "None; the portal checks again"),
        new("DuplicateSubnetsInSameZone", UserFix, Party.Consumer, "Two of the subnets lie in the same Availability Zone", "Choose one subnet a zone"),
        new(
            "InvalidServiceName", UserFix, Party.Provider,
            "AWS knows no such service for this account: the name or region is wrong, or the account is not an allowed principal",
            "Check that the service still exists and allows the consumer's account", MayPass: true),
        new(
            "ConflictingDomainExists", UserFix, Party.Consumer, "A private hosted zone in the VPC already has the service's private DNS name",
            OneNameAVpc),
        new("InvalidIPAddress.InUse", UserFix, Party.Consumer, "A chosen address is already in use in its subnet", "Choose another address, or let AWS choose"),
        new(
            "InvalidParameterValue", UserFix, Party.Consumer, "A chosen address lies outside of its subnet",
            "Choose an address of the subnet, or let AWS choose", "not fall within the subnet's address range"),
        new(
            "InvalidParameterValue", UserFix, Party.Consumer, "A chosen address is one that AWS keeps for itself", "Choose another address, or let AWS choose",
            "in subnet's reserved address range"),
        new("InsufficientFreeAddressesInSubnet", UserFix, null, "A subnet has no free address left", "Free addresses in the subnet, or choose another one"),
        new(
            "InvalidPrincipal", UserFix, Party.Consumer, "AWS does not take the consumer's account as a principal",
            "Check that the account exists and is active, then retry; else delete the connection"),
        new(
            "SecurityGroupsPerInterfaceLimitExceeded", UserFix, null, "The endpoint has more security groups than the account allows on a network interface",
            "Raise the quota L-2AFB9258 (security groups per network interface) in Service Quotas, then retry"),
        new(
            "InvalidConfigurationRequest", UserFix, null, "The load balancer has more security groups than the account allows",
            "Raise the quota of security groups per network interface in Service Quotas, then retry", "maximum number of security groups"),
        new(
            "VpcEndpointLimitExceeded", UserFix, null, "The VPC has reached its quota of interface endpoints",
            "Delete unused endpoints, or raise the quota L-29B6F2EB in Service Quotas"),

        new(
            "InvalidVpcEndpointId.NotFound", NotYetVisible, Party.Aws, "AWS does not show the endpoint: it is very new, or gone",
            "None; the portal checks again"),
        new(
            "InvalidVpcEndpoint.NotFound", NotYetVisible, Party.Aws, "AWS does not show the endpoint: it is very new, or gone",
            "None; the portal checks again"),
        new(
            "InvalidVpcEndpointService.NotFound", NotYetVisible, Party.Aws, "AWS does not show the endpoint service: it is very new, or gone",
            "None; the portal checks again"),
        new(
            "InvalidVpcEndpointServiceId.NotFound", NotYetVisible, Party.Aws, "AWS does not show the endpoint service: it is very new, or gone",
            "None; the portal checks again"),
        new(
            "InvalidNetworkLoadBalancerArn.NotFound", NotYetVisible, Party.Aws, "AWS does not show the load balancer: it is very new, or gone",
            "None; the portal checks again"),
        new("LoadBalancerNotFound", NotYetVisible, Party.Aws, "AWS does not show the load balancer: it is very new, or gone", "None; the portal checks again"),
        new("TargetGroupNotFound", NotYetVisible, Party.Aws, "AWS does not show the target group: it is very new, or gone", "None; the portal checks again"),
        new("ListenerNotFound", NotYetVisible, Party.Aws, "AWS does not show the listener: it is very new, or gone", "None; the portal checks again"),
        new("InvalidConnectionNotification", Terminal, Party.Operator, "The connection notification is gone", "Set it up again"),
        new("InvalidVpcID.NotFound", UserFix, null, "The VPC does not exist in this account and region", "Choose another VPC"),
        new("InvalidVpcId.NotFound", UserFix, null, "The VPC does not exist in this account and region", "Choose another VPC"),
        new("InvalidSubnetID.NotFound", UserFix, null, "A subnet does not exist in this account and region", "Choose another subnet"),
        new("InvalidSubnetId.NotFound", UserFix, null, "A subnet does not exist in this account and region", "Choose another subnet"),
        new("SubnetNotFound", UserFix, null, "A subnet does not exist in this account and region", "Choose another subnet"),
        new("InvalidSecurityGroupID.NotFound", UserFix, null, "A security group does not exist in this account and region", "Choose another security group"),
        new("InvalidSecurityGroupId.NotFound", UserFix, null, "A security group does not exist in this account and region", "Choose another security group"),
        new("InvalidGroup.NotFound", UserFix, null, "A security group does not exist in this account and region", "Choose another security group"),

        new(
            "ExistingVpcEndpointConnections", Dependency, Party.Provider, "Endpoints are still connected to the service",
            "Reject the ones that are not the portal's; the others are being deleted"),
        new("DependencyViolation", Dependency, Party.Aws, "Network interfaces still use it", PortalTriesAgain),
        new(
            "InvalidParameterValue", Dependency, Party.Aws, "The network interface ${eni} is still in use by its endpoint", PortalTriesAgain,
            @"Network interface '(?<eni>eni-\w+)' is currently in use"),
        new(
            "ResourceInUse", Dependency, Party.Provider, "The load balancer still belongs to an endpoint service",
            "Nothing if the portal made that endpoint service; otherwise delete it", "associated with another service"),
        new("ResourceInUse", Dependency, Party.Aws, "It is still in use", PortalTriesAgain),
        new(
            "OperationNotPermitted", Terminal, Party.Operator, "AWS itself manages the network interface; only its endpoint may be changed",
            "Change or delete the endpoint instead", "manage 'ela-attach' attachments"),
        new(
            "OperationNotPermitted", UserFix, null, "The load balancer is protected from deletion", "Switch its deletion protection off, then retry",
            "deletion protection"),

        new(
            "DuplicateLoadBalancerName", NotYetVisible, Party.Aws, "AWS already has a load balancer of this name",
            "None; the portal checks whether it is its own", OutcomeKnown: false),
        new(
            "DuplicateTargetGroupName", NotYetVisible, Party.Aws, "AWS already has a target group of this name",
            "None; the portal checks whether it is its own",
            OutcomeKnown: false),
        new(
            "DuplicateListener", NotYetVisible, Party.Aws, "The load balancer already listens on this port", "None; the portal checks that listener",
            OutcomeKnown: false),
        new(
            "InvalidSubnet", UserFix, Party.Provider, "The subnet ${subnet} has too few free addresses: a load balancer needs 8",
            "Free addresses in the subnet, or choose another one",
            @"Not enough IP space available in (?<subnet>subnet-\w+)"),
        new(
            "InvalidTarget", UserFix, Party.Provider,
            "AWS does not take a target: it does not exist, is not running, or its address lies outside the ranges that are allowed",
            "Correct the service's targets"),
        new(
            "AvailabilityZoneNotSupported", UserFix, Party.Provider, "Network load balancers are not offered in one of the zones",
            "Choose subnets in other zones"),
        new(
            AnyCode, UserFix, Party.Provider, "The load balancer already has a subnet in this Availability Zone",
            "Take the present subnet out first, then add the other one",
            "cannot specify an additional subnet from an Availability Zone that is already associated"),

        new(
            "IdempotentParameterMismatch", Terminal, Party.Operator, "AWS knows the operation's token with other parameters",
            "Report this as a fault of the portal", OutcomeKnown: false),
        new("RequestLimitExceeded", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),
        new("Throttling", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),
        new("ThrottlingException", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),
        new("RequestThrottled", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),
        new("EC2ThrottledException", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),
        new("TooManyRequestsException", Throttled, Party.Aws, "AWS takes fewer calls a second than were made", PortalTriesAgain),

        new(
            "UnauthorizedOperation", UserFix, Party.NetworkAdmin, "The organisation's service control policy forbids it",
            "Have the policy allow it for this account", "service control policy"),
        new(
            "UnauthorizedOperation", UserFix, null, "The portal's role in the account may not do ${action}", "Allow ${action} in the role's policy",
            @"not authorized to perform: (?<action>[\w-]+:\w+)"),
        new(
            "UnauthorizedOperation", UserFix, null, "The portal's role in the account may not do this",
            "Give the role the policy that the portal shows for the account"),
        new(
            "AccessDenied", UserFix, null, "The portal may not assume its role in the account",
            "Let the role's trust policy name the portal's principal and the external id", TokenService: true),
        new(
            "AccessDenied", UserFix, Party.NetworkAdmin, "The organisation's service control policy forbids it", "Have the policy allow it for this account",
            "service control policy"),
        new(
            "AccessDenied", UserFix, null, "The portal's role in the account may not do ${action}", "Allow ${action} in the role's policy",
            @"not authorized to perform: (?<action>[\w-]+:\w+)"),
        new(
            "AccessDenied", UserFix, null, "The portal's role in the account may not do this",
            "Give the role the policy that the portal shows for the account"),
        new(
            "RegionDisabledException", UserFix, null, "Role sessions are switched off in this region of the account",
            "Activate the Security Token Service for the region in the account", TokenService: true),
        new("ValidationError", UserFix, null, "AWS does not take the role's ARN or external id", "Correct the account's role", TokenService: true),
        new(
            "InvalidClientTokenId", UserFix, Party.Operator, "AWS does not know the portal's base credentials", "Give the portal valid base credentials",
            TokenService: true),
        new(
            "SignatureDoesNotMatch", UserFix, Party.Operator, "The portal's base credentials do not fit together", "Give the portal valid base credentials",
            TokenService: true),
        new(
            "ExpiredToken", UserFix, Party.Operator, "The portal's base credentials have expired", "Give the portal valid base credentials",
            TokenService: true),
        new(
            "InvalidClientTokenId", UserFix, null, "AWS does not take the role's credentials in this region",
            "Check that the region is enabled for the account", TokenService: false),
        new("AuthFailure", UserFix, null, "AWS does not take the role's credentials in this region", "Check that the region is enabled for the account"),
        new("OptInRequired", UserFix, null, "The account has not opted in to this region or service", "Enable it for the account"),
        new(
            "SignatureDoesNotMatch", UserFix, Party.Operator, "AWS does not take the portal's signature",
            "Check the clock and the proxy of the portal's machine"),
        new("RequestTimeTooSkewed", UserFix, Party.Operator, "The portal's clock is wrong", "Set the clock of the portal's machine"),
        new("ExpiredToken", Transient, Party.Portal, "The role's session has ended", "None; the portal assumes the role anew"),
        new("ExpiredTokenException", Transient, Party.Portal, "The role's session has ended", "None; the portal assumes the role anew"),
        new("RequestExpired", Transient, Party.Portal, "The role's session has ended", "None; the portal assumes the role anew"),
    ];

    private static readonly FrozenDictionary<string, Row[]> ByCode = Rows.GroupBy(row => row.Code).ToFrozenDictionary(rows => rows.Key, rows => rows.ToArray());

    /// <param name="ofTokenService">Whether the refusal concerns the assuming of the role rather than what was to be done with it.</param>
    public static AwsFailure Find(string code, string message, Party accountOwner, bool ofTokenService) => RowOf(code, message, ofTokenService) switch
    {
        ({ } row, var match) => new(
            code, message, row.Class, Words(row.Cause, match), row.Owner ?? accountOwner, Words(row.Action, match), row.OutcomeKnown, row.MayPass),
        _ when IsQuota(code) => new(code, message, UserFix, $"A quota of the account is used up: {message}", accountOwner,
            "Free what is no longer needed, or raise the quota in Service Quotas", OutcomeKnown: true),
        _ => new(code, message, UserFix, $"AWS refused with {(code.Length == 0 ? "no code" : code)}: {message}", Party.Operator,
            "Remove the cause that AWS names, then retry", OutcomeKnown: true),
    };

    internal static (Row? Row, Match? Match) RowOf(string code, string message, bool ofTokenService)
    {
        foreach (var row in (IEnumerable<Row>)[.. ByCode.GetValueOrDefault(code) ?? [], .. ByCode[AnyCode]])
        {
            var match = row.Regex?.Match(message);
            if ((row.TokenService ?? ofTokenService) == ofTokenService && match is null or { Success: true })
            {
                return (row, match);
            }
        }

        return (null, null);
    }

    private static bool IsQuota(string code) =>
        code.EndsWith("LimitExceeded", StringComparison.Ordinal) || code.StartsWith("TooMany", StringComparison.Ordinal)
            || code.EndsWith("AssociationLimit", StringComparison.Ordinal);

    private static string Words(string template, Match? match) => match is null ? template : match.Result(template);

    /// <param name="Owner">None for the side whose account was called.</param>
    /// <param name="TokenService">None for both; otherwise whether it holds for assuming the role only, or for everything else only.</param>
    internal sealed record Row(
        string Code, RetryClass Class, Party? Owner, string Cause, string Action, string? Pattern = null, bool? TokenService = null, bool OutcomeKnown = true,
        bool MayPass = false)
    {
        public Regex? Regex { get; } = Pattern is null
            ? null
            : new Regex(Pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    }
}
