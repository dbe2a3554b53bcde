using Portal.Domain.Provisioning;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS says of interface endpoints, their networks and names.</summary>
internal static class EndpointErrors
{
    internal const string TooManyTags = "Change the connection or service: give fewer tags; or take tags away in AWS that others have put there, then retry";

    private const string OneNameAVpc = "Switch private DNS off on that endpoint, or take that zone off the VPC, then retry; "
        + "or change the connection: leave private DNS off";

    public static readonly IReadOnlyList<AwsErrorRow> Rows =
    [
        new("InvalidParameter", UserFix, Party.Consumer, "The service is not offered in the Availability Zone of ${subnet}",
            "Change the connection: choose subnets in the service's zones", WayOut.ChangeConnection,
            @"does not support the availability zone of the subnet:? (?<subnet>subnet-\w+)"),
        new("InvalidParameter", UserFix, Party.Consumer, "From this region the service can be reached only in the zones ${zones}",
            "Change the connection: choose subnets in these zones", WayOut.ChangeConnection,
            @"Only the following availability zones are supported for remote access: (?<zones>[\w-]+(, ?[\w-]+)*)"),
        new("InvalidParameter", UserFix, Party.Consumer, "The service has no private DNS name",
            "Change the connection: leave private DNS off; or ask the provider to give the service a name", WayOut.ChangeConnection,
            "does not provide a private DNS name"),
        new("InvalidParameter", UserFix, Party.Provider, "The provider has not proved yet that the service's private DNS name is theirs",
            "Publish the TXT record that the service's page shows, and have it verified there", WayOut.ServicePage, "has not verified the private DNS name"),
        new("InvalidParameter", UserFix, Party.Consumer,
            "Another endpoint or a private hosted zone in ${vpc} already answers for ${name}, and a VPC can have that name once",
            OneNameAVpc, WayOut.HostedZones, @"already a conflicting DNS domain for (?<name>\S+) in the VPC (?<vpc>vpc-\w+)"),
        new("InvalidParameter", UserFix, Party.Consumer,
            "Another endpoint or a private hosted zone in the VPC already answers for the service's private DNS name, and a VPC can have that name once",
            OneNameAVpc, WayOut.HostedZones, "already a conflicting DNS domain"),
        new("InvalidParameter", UserFix, Party.Consumer,
            "The VPC does not resolve names: enableDnsSupport and enableDnsHostnames have to be on for private DNS",
            "Switch both on for the VPC, then retry; or change the connection: leave private DNS off", WayOut.Vpcs,
            "requires both enableDnsSupport and enableDnsHostnames"),
        new("InvalidState", UserFix, Party.Consumer, "AWS does not take back an endpoint that was rejected", "Delete the connection and request it again",
            WayOut.DeleteConnection, "in the state rejected"),
        new("DuplicateSubnetsInSameZone", UserFix, Party.Consumer, "Two of the subnets lie in the same Availability Zone",
            "Change the connection: choose one subnet a zone", WayOut.ChangeConnection),
        new("InvalidServiceName", UserFix, Party.Provider,
            "AWS knows no such service for this account: the name or region is wrong, or the account is not an allowed principal",
            "Look on the service's page whether it still exists in AWS and allows the consumer's account, then retry", WayOut.EndpointServices, MayPass: true),
        new("ConflictingDomainExists", UserFix, Party.Consumer, "A private hosted zone in the VPC already has the service's private DNS name",
            OneNameAVpc, WayOut.HostedZones),
        new("InvalidIPAddress.InUse", UserFix, Party.Consumer, "A chosen address is already in use in its subnet",
            "Change the connection: choose another address, or let AWS choose", WayOut.ChangeConnection),
        new("InvalidParameterValue", UserFix, Party.Consumer, "A chosen address lies outside of its subnet",
            "Change the connection: choose an address of the subnet, or let AWS choose", WayOut.ChangeConnection,
            "not fall within the subnet's address range"),
        new("InvalidParameterValue", UserFix, Party.Consumer, "A chosen address is one that AWS keeps for itself",
            "Change the connection: choose another address, or let AWS choose", WayOut.ChangeConnection, "in subnet's reserved address range"),
        new("InsufficientFreeAddressesInSubnet", UserFix, null, "A subnet has no free address left",
            "Free addresses in the subnet, then retry; or change the connection or service: choose another subnet", WayOut.Subnets),
        new("InvalidPrincipal", UserFix, Party.Consumer, "AWS does not take the consumer's account as a principal: it does not exist, or is closed",
            "Check that the account exists and is active, then retry; else delete the connection", WayOut.DeleteConnection),
        new("InvalidVpcID.NotFound", UserFix, null, "The VPC does not exist in this account and region",
            "Delete it here, and request or publish it again in another VPC", WayOut.DeleteConnection),
        new("InvalidVpcId.NotFound", UserFix, null, "The VPC does not exist in this account and region",
            "Delete it here, and request or publish it again in another VPC", WayOut.DeleteConnection),
        .. new[] { "InvalidSubnetID.NotFound", "InvalidSubnetId.NotFound" }.Select(code => new AwsErrorRow(
            code, UserFix, null, "A subnet does not exist in this account and region", "Change the connection: choose another subnet, or one less",
            WayOut.ChangeConnection)),
        .. new[] { "InvalidSecurityGroupID.NotFound", "InvalidSecurityGroupId.NotFound", "InvalidGroup.NotFound" }.Select(code => new AwsErrorRow(
            code, UserFix, null, "A security group does not exist in this account and region", "Change the connection: choose another security group",
            WayOut.ChangeConnection)),
        new("OperationNotPermitted", Terminal, null, "AWS itself manages the network interface; only its endpoint may be changed",
            "Change or delete the endpoint instead", WayOut.Endpoints, "manage 'ela-attach' attachments"),
        new("IdempotentParameterMismatch", Terminal, Party.Operator, "AWS knows the operation's token with other parameters",
            "Report this as a fault of the portal, with the operation's details", WayOut.Report, OutcomeKnown: false),
        new("TagLimitExceeded", UserFix, null, $"Something that the portal tags has as many tags as AWS allows, which is {AwsTags.MostOnAnObject}",
            TooManyTags, WayOut.ChangeConnection),
        new("InvalidConnectionNotification", Terminal, Party.Provider, "The connection notification is gone",
            "Set it up again on the endpoint service", WayOut.EndpointServices),
    ];
}
