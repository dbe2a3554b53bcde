using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Finds what is wrong with the id of an endpoint that a consumer brings.</summary>
public sealed class RegisteredEndpoints(EndpointServiceGateway services, FormReads forms)
{
    private const string Field = "vpcEndpointId";

    private static readonly ConnectionStage[] Ended = [.. Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsFinal)];

    /// <summary>The other connections that have an endpoint and have not ended.</summary>
    public static IQueryable<Connection> InUse(PortalDbContext context, Guid exceptId) =>
        context.Connections.AsNoTracking().Where(other => other.Id != exceptId && other.VpcEndpointId != null && !Ended.Contains(other.Stage));

    /// <exception cref="InvalidInputException">It is not an id of an endpoint.</exception>
    internal static string CheckForm(string? vpcEndpointId)
    {
        var errors = new InputErrors();
        var id = vpcEndpointId?.Trim();
        errors.Check(AwsIds.IsVpcEndpointId(id), Field, "Enter the endpoint's id, for example vpce-0123456789abcdef0.");
        errors.ThrowIfAny();
        return id!;
    }

    /// <summary>Asks AWS whose it is; what AWS does not show yet may be on its way, and is looked for later.</summary>
    /// <exception cref="InvalidInputException">AWS shows it as somebody else's.</exception>
    internal async Task CheckOwnerAsync(PortalDbContext context, Connection connection, string vpcEndpointId, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        if (await FindAsync(service, vpcEndpointId, cancellationToken) is { } found)
        {
            var registered = new RegisteredEndpoint(vpcEndpointId, found.CreatedAt ?? default, true, new(Domain.Provisioning.Presence.Present, found));
            // Whose it is instead is not for this consumer to know.
            Refuse(
                !registered.IsOf(connection.Spec),
                $"{vpcEndpointId} is not an endpoint of account {connection.Spec.AccountId} in {connection.Spec.Region}. "
                    + "Enter the id of the one that you created there.");
        }
    }

    /// <summary>Refuses an id that another connection of the account has; two that bring the same one at once cannot both get it.</summary>
    /// <exception cref="InvalidInputException">Another connection has it.</exception>
    internal static async Task CheckUseAsync(PortalDbContext context, Connection connection, string vpcEndpointId, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({vpcEndpointId}, 0))", cancellationToken);
        var others = await InUse(context, connection.Id).Where(other => other.VpcEndpointId == vpcEndpointId).ToListAsync(cancellationToken);
        // Another account's claim to it comes to nothing: AWS says whose it is.
        Refuse(
            others.Any(other => other.Unreadable() is not null || other.Spec.AccountId == connection.Spec.AccountId),
            $"{vpcEndpointId} is the endpoint of another connection already. Create one for this connection.");
    }

    /// <summary>Refuses to turn away what a connection has got meanwhile.</summary>
    /// <exception cref="SomeoneWasFasterException">A connection has it.</exception>
    internal static async Task RefuseUsedAsync(PortalDbContext context, string vpcEndpointId, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({vpcEndpointId}, 0))", cancellationToken);
        if (await InUse(context, Guid.Empty).AnyAsync(other => other.VpcEndpointId == vpcEndpointId, cancellationToken))
        {
            throw new SomeoneWasFasterException("the endpoint");
        }
    }

    /// <summary>Whether it is accepted though AWS shows it as rejected, because the provider's side has taken the rejection back.</summary>
    /// <returns>The database's time; none where it is not.</returns>
    internal static async Task<DateTimeOffset?> AcceptAgainAsync(
        PortalDbContext context, Guid serviceId, string vpcEndpointId, CancellationToken cancellationToken) =>
        await context.RejectedEndpoints.AnyAsync(
            one => one.ServiceId == serviceId && one.VpcEndpointId == vpcEndpointId && one.LiftedAt != null, cancellationToken)
            ? await WorkTable.NowAsync(context, cancellationToken)
            : null;

    private async Task<ObservedServiceConnection?> FindAsync(EndpointService service, string vpcEndpointId, CancellationToken cancellationToken)
    {
        if (service.AwsServiceId is not { } awsServiceId)
        {
            return null;
        }

        try
        {
            await forms.TakeTurnAsync(service.Spec.Scope, cancellationToken);
            var arrived = await services.ConnectionsAsync(service.Spec.Scope, awsServiceId, cancellationToken);
            return arrived.FirstOrDefault(arrival => arrival.VpcEndpointId == vpcEndpointId);
        }
        catch (AwsCallException)
        {
            // The portal's own look comes to the same answer as soon as AWS gives one, and says whose turn it is until then; so it does when the line is long.
            return null;
        }
    }

    private static void Refuse(bool when, string message)
    {
        var errors = new InputErrors();
        errors.Check(!when, Field, message);
        errors.ThrowIfAny();
    }
}
