using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads from AWS, on both sides, the endpoint that the portal made for a connection.</summary>
internal sealed class EndpointObserver(EndpointGateway endpoints, EndpointServiceGateway services, InstallationId installation)
{
    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();

    public async Task<ConnectionObservation> ObserveAsync(
        Connection connection, ServiceFacts facts, OperationBook book, Sightings sightings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = book.Latest(Create) is { Outcome: OperationOutcome.Succeeded, ResultId: { } id } ? id : null;
        var found = Own(connection, facts, known is null
            ? [.. (await TaggedAsync(connection, cancellationToken)).Where(endpoint => Adoption.IsOurs(book, Create, endpoint.OperationId, endpoint.CreatedAt))]
            : await endpoints.FindByIdAsync(Consumer(connection), known, cancellationToken));
        var standing = found.Where(endpoint => endpoint.State != VpcEndpointState.Deleted && !IsEarlier(book, endpoint.VpcEndpointId)).ToList();
        var saysDeleted = known is not null && found.Any(endpoint => endpoint.VpcEndpointId == known && endpoint.State == VpcEndpointState.Deleted);
        var isMissing = standing.Count == 0 && known is not null && !saysDeleted;
        // What is no longer wanted is looked for by tag as well, and who cannot be asked keeps it from its end.
        var tagged = !ConnectionLifecycle.IsWanted(connection.Stage) ? await TaggedAsync(connection, cancellationToken)
            : isMissing || HasEarlier(book) ? await TryTaggedAsync(connection, cancellationToken)
            : null;
        var witness = isMissing && tagged is not null ? await WitnessAsync(connection, facts, known!, tagged, cancellationToken) : Witness.Silent;
        var endpoint = sightings.Judge(Create, standing, one => one.VpcEndpointId, witness, saysDeleted);
        return new(now, facts, endpoint, await ProviderSideAsync(connection, facts, endpoint.Value, cancellationToken))
        {
            Superseded = await SupersededAsync(connection, facts, book, tagged, cancellationToken),
        };
    }

    private static AwsScope Consumer(Connection connection) => new(connection.Spec.AccountId, connection.Spec.Region);

    private static AwsScope Provider(Connection connection) => new(connection.Spec.ServiceAccountId, connection.Spec.ServiceRegion);

    private Task<IReadOnlyList<ObservedEndpoint>> TaggedAsync(Connection connection, CancellationToken cancellationToken) =>
        endpoints.FindByConnectionAsync(Consumer(connection), installation.Value, connection.Id, cancellationToken);

    // An endpoint of another account or VPC or to another service is not the one that was asked for.
    private static IReadOnlyList<ObservedEndpoint> Own(Connection connection, ServiceFacts facts, IEnumerable<ObservedEndpoint> found) =>
        [.. found.Where(endpoint => (endpoint.OwnerAccountId ?? connection.Spec.AccountId) == connection.Spec.AccountId
            && endpoint.VpcId == connection.Spec.VpcId && (facts.ServiceName is null || endpoint.ServiceName == facts.ServiceName))];

    /// <summary>What was taken for gone once may show itself again.</summary>
    private static bool HasEarlier(OperationBook book) => book.Operations.Any(operation => operation.Key == Create && operation.ResultId is not null && operation != book.Latest(Create));

    private static bool IsEarlier(OperationBook book, string vpcEndpointId) =>
        book.Operations.Any(operation => operation.Key == Create && operation != book.Latest(Create) && operation.ResultId == vpcEndpointId);

    /// <returns>None when AWS could not be asked: then nothing is concluded.</returns>
    private async Task<IReadOnlyList<ObservedEndpoint>?> TryTaggedAsync(Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await TaggedAsync(connection, cancellationToken);
        }
        catch (AwsCallException)
        {
            return null;
        }
    }

    /// <summary>What the list by tag and the provider's side say of an endpoint that its own id does not find.</summary>
    private async Task<Witness> WitnessAsync(Connection connection, ServiceFacts facts, string known, IReadOnlyList<ObservedEndpoint> tagged, CancellationToken cancellationToken)
    {
        if (tagged.FirstOrDefault(endpoint => endpoint.VpcEndpointId == known) is { } listed)
        {
            return listed.State == VpcEndpointState.Deleted ? Witness.Absent : Witness.Present;
        }

        if (facts.ServiceId is null)
        {
            return Witness.Absent;
        }

        try
        {
            var arrived = await services.ConnectionsAsync(Provider(connection), facts.ServiceId, cancellationToken);
            return arrived.Any(arrival => arrival.VpcEndpointId == known && arrival.State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted)) ? Witness.Present : Witness.Absent;
        }
        catch (AwsCallException unreadable)
        {
            // Who may not look on the other side for good goes by the list.
            return unreadable.Failure.NeedsPerson ? Witness.Absent : Witness.Silent;
        }
    }

    /// <summary>What earlier generations have left: by the tags, and by the ids that AWS gave them.</summary>
    /// <returns>None when it was not looked for.</returns>
    private async Task<IReadOnlyList<ObservedEndpoint>?> SupersededAsync(
        Connection connection, ServiceFacts facts, OperationBook book, IReadOnlyList<ObservedEndpoint>? tagged, CancellationToken cancellationToken)
    {
        var earlier = book.Operations.Where(operation => operation.Key == Create && operation != book.Latest(Create)).ToList();
        if (tagged is null || earlier.Count == 0)
        {
            return null;
        }

        List<ObservedEndpoint> left =
            [.. tagged.Where(endpoint => earlier.Any(operation => operation.Id == endpoint.OperationId || operation.ResultId == endpoint.VpcEndpointId))];
        foreach (var id in earlier.Select(operation => operation.ResultId).OfType<string>().Except(left.Select(endpoint => endpoint.VpcEndpointId)))
        {
            left.AddRange(await endpoints.FindByIdAsync(Consumer(connection), id, cancellationToken));
        }

        return [.. Own(connection, facts, left).Where(endpoint => endpoint.State != VpcEndpointState.Deleted)];
    }

    private async Task<VpcEndpointState?> ProviderSideAsync(Connection connection, ServiceFacts facts, ObservedEndpoint? endpoint, CancellationToken cancellationToken)
    {
        if (facts.ServiceId is null || endpoint?.State is not (VpcEndpointState.PendingAcceptance or VpcEndpointState.Rejected))
        {
            return null;
        }

        var arrived = await services.ConnectionsAsync(Provider(connection), facts.ServiceId, cancellationToken);
        return arrived.FirstOrDefault(arrival => arrival.VpcEndpointId == endpoint.VpcEndpointId)?.State;
    }
}
