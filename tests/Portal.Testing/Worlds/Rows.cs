using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Testing.Worlds;

/// <summary>Rows that stand there without anybody having worked for them: for tests of commands and lists, where AWS does not matter.</summary>
public static class Rows
{
    /// <summary>An available service of Payments Platform in use1-az1, az2 and az4.</summary>
    public static async Task<Guid> StoreServiceAsync(
        this PortalWorld world, CancellationToken cancellationToken, string name = "Payments API", Audience? visibility = null, Audience? autoApproval = null,
        DateTimeOffset? at = null)
    {
        var account = world.Seed.Account("payments-prod");
        var vpc = account.Vpc("payments-core");
        var service = EndpointService.Publish(
            world.Cast.Payments.Id,
            new(name, "For tests.", new(
                account.AccountId, account.Region, vpc.VpcId, [.. vpc.Subnets.Select(subnet => new ZonedSubnet(subnet.SubnetId, subnet.ZoneId))],
                [new("TCP", 443, new("TCP", 443, null, [new(TargetKind.Ip, vpc.Instances[0].PrivateIp)]))], null),
                visibility ?? Audience.All, autoApproval ?? Audience.Nobody, new Dictionary<string, string>(), null),
            at ?? world.Clock.GetUtcNow());
        service.Mark(EndpointServiceAction.MarkAvailable, null, world.Clock.GetUtcNow());
        await using var context = world.Open();
        context.EndpointServices.Add(service);
        await context.SaveChangesAsync(cancellationToken);
        return service.Id;
    }

    /// <summary>A connection of Storefront that was written down and not submitted.</summary>
    public static async Task<Guid> StoreConnectionAsync(
        this PortalWorld world, Guid serviceId, DateTimeOffset at, CancellationToken cancellationToken, Guid? team = null)
    {
        var connection = Connection.Request(team ?? world.Cast.Storefront.Id, world.Cast.Payments.Id, Draft(world, serviceId), world.Cast.Chen, at);
        await using var context = world.Open();
        context.Connections.Add(connection);
        await context.SaveChangesAsync(cancellationToken);
        return connection.Id;
    }

    /// <summary>Puts a service into a stage as another transaction would have, with nothing that follows from it.</summary>
    public static async Task SetStageAsync(this PortalWorld world, Guid serviceId, EndpointServiceStage stage, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        await context.EndpointServices.Where(service => service.Id == serviceId)
            .ExecuteUpdateAsync(service => service.SetProperty(row => row.Stage, stage), cancellationToken);
    }

    /// <summary>Changes a service as its provider would, with whatever follows from it.</summary>
    public static Task DescribeAsync(
        this PortalWorld world, Guid serviceId, DescribeServiceInput input, CancellationToken cancellationToken, Actor? by = null) =>
        world.Get<EndpointServiceCommands>().DescribeAsync(by ?? world.Cast.Priya, serviceId, null, input, cancellationToken);

    private static ConnectionDraft Draft(PortalWorld world, Guid serviceId)
    {
        var provider = world.Seed.Account("payments-prod");
        var consumer = world.Seed.Account("storefront-prod");
        var vpc = consumer.Vpc("storefront");
        return new(
            new(serviceId, provider.AccountId, provider.Region, consumer.AccountId, consumer.Region, vpc.VpcId,
                [new(vpc.Subnets[0].SubnetId, vpc.Subnets[0].ZoneId)], [vpc.SecurityGroups[0].GroupId], false, null),
            "For a test.", new Dictionary<string, string>(), null);
    }
}
