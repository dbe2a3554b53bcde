using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Web.Routing;

namespace Portal.Web.Shared;

/// <summary>Where an advice is followed: a page of the portal, or AWS's console and the command that does the same.</summary>
/// <param name="Command">For whoever works at a command line; none for what is done in the portal.</param>
public sealed record WayOutLink(string Text, string Address, string? Command = null)
{
    private const string Vpc = "vpcconsole/home";
    private const string Ec2 = "ec2/home";
    private const string Quota = "aws service-quotas request-service-quota-increase --service-code";

    /// <param name="region">Of the account that is called.</param>
    /// <param name="connection">The connection that is blocked; none where a service is.</param>
    /// <param name="mayChange">Whether the reader may change what is blocked; who may not is led to the page that tells of it.</param>
    /// <param name="account">Whose role it is, where the reader may see what it has to allow; none where they may not.</param>
    /// <returns>None where nothing has to be done, or where only a newer version of the portal knows what.</returns>
    public static WayOutLink? Of(
        WayOut wayOut, string region, Guid? connection, Guid? service, AwsQuota? quota = null, bool mayChange = true, string? account = null)
    {
        return wayOut switch
        {
            WayOut.None or WayOut.Unknown => null,
            WayOut.Role or WayOut.RoleTrust when account is not null =>
                InAws(wayOut, region, quota) with { Text = "What the role has to be", Address = PortalUrls.AccountSetup(account) },
            WayOut.ChangeConnection or WayOut.DeleteConnection or WayOut.ChangeService or WayOut.WithdrawService
                or WayOut.ConnectionPage or WayOut.ServicePage or WayOut.Retry => InPortal(wayOut, connection, service, mayChange),
            WayOut.PortalSettings or WayOut.Report => new("Operations", PortalUrls.Operations),
            _ => InAws(wayOut, region, quota),
        };
    }

    /// <summary>None on the very page that it leads to: the button is there.</summary>
    public WayOutLink? UnlessAt(string page) => Address == page ? null : this;

    private static WayOutLink InPortal(WayOut wayOut, Guid? connection, Guid? service, bool mayChange)
    {
        // What tells of both, such as a tag too many, is changed where it was met.
        if (wayOut is WayOut.ChangeConnection or WayOut.ChangeService && mayChange)
        {
            if (connection is { } changed && wayOut == WayOut.ChangeConnection)
            {
                return new("Change the connection", PortalUrls.ChangeConnection(changed));
            }

            if (connection is null && service is { } published)
            {
                return new("Change the service", PortalUrls.ChangeService(published));
            }
        }

        var ofService = wayOut is WayOut.ChangeService or WayOut.WithdrawService or WayOut.ServicePage || connection is null;
        return ofService && service is { } id
            ? new("The service's page", PortalUrls.Service(id))
            : new("The connection's page", connection is { } own ? PortalUrls.Connection(own) : PortalUrls.Connections);
    }

    private static WayOutLink InAws(WayOut wayOut, string region, AwsQuota? quota)
    {
        var (text, path, fragment, command) = wayOut switch
        {
            WayOut.Quotas => (
                "Service Quotas in AWS", $"servicequotas/home/services/{quota?.Service ?? "vpc"}/quotas{(quota?.Code is { } code ? $"/{code}" : "")}", "",
                $"{Quota} {quota?.Service ?? "vpc"} --quota-code {quota?.Code ?? "CODE"} --desired-value VALUE"),
            WayOut.Role => ("Roles in AWS", "iam/home", "/roles", "aws iam put-role-policy"),
            WayOut.RoleTrust => ("Roles in AWS", "iam/home", "/roles", "aws iam update-assume-role-policy"),
            WayOut.Organization => ("Policies of the organisation in AWS", "organizations/v2/home/policies", "", "aws organizations update-policy"),
            WayOut.EndpointPolicy => ("Endpoints in AWS", Vpc, "Endpoints:", "aws ec2 modify-vpc-endpoint --policy-document"),
            WayOut.Regions => ("Regions of the account in AWS", "billing/home", "/account", "aws account enable-region"),
            WayOut.Vpcs => ("VPCs in AWS", Vpc, "vpcs:", "aws ec2 modify-vpc-attribute"),
            WayOut.Subnets => ("Subnets in AWS", Vpc, "subnets:", "aws ec2 describe-subnets"),
            WayOut.Endpoints => ("Endpoints in AWS", Vpc, "Endpoints:", "aws ec2 describe-vpc-endpoints"),
            WayOut.EndpointServices => (
                "Endpoint services in AWS", Vpc, "EndpointServices:", "aws ec2 describe-vpc-endpoint-service-configurations"),
            WayOut.LoadBalancers => ("Load balancers in AWS", Ec2, "LoadBalancers:", "aws elbv2 modify-load-balancer-attributes"),
            WayOut.TargetGroups => ("Target groups in AWS", Ec2, "TargetGroups:", "aws elbv2 describe-target-groups"),
            WayOut.HostedZones => ("Hosted zones in AWS", "route53/v2/hostedzones", "", "aws route53 disassociate-vpc-from-hosted-zone"),
            _ => throw new ArgumentOutOfRangeException(nameof(wayOut), wayOut, "It leads nowhere."),
        };
        var console = $"https://{AwsPartition.OfRegion(region).ConsoleHost}/{path}?region={Uri.EscapeDataString(region)}";
        return new(text, fragment.Length == 0 ? console : $"{console}#{fragment}", $"{command} --region {region}");
    }
}
