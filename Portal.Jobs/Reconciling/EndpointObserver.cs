using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads from AWS, on both sides, the endpoints that the portal made for connections, or takes over for them: many a call.</summary>
internal sealed class EndpointObserver(EndpointGateway endpoints, LostCreations lost, InstallationId installation)
{
    public async Task ObserveAsync(IReadOnlyList<ConnectionItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var scope in items.GroupBy(item => item.Connection.Spec.ConsumerScope))
        {
            try
            {
                await ObserveAsync(scope.Key, [.. scope], reads, now, cancellationToken);
            }
            catch (AwsCallException unreadable)
            {
                foreach (var item in scope)
                {
                    await ObserveWithoutConsumerAsync(item, unreadable.Failure, reads, now);
                }
            }
        }
    }

    /// <summary>What the provider's side alone can do, it does: rejecting what is to end, and accepting again what a person wants back.</summary>
    private static async Task ObserveWithoutConsumerAsync(ConnectionItem item, AwsFailure failure, RoundReads reads, DateTimeOffset now)
    {
        if (item.Connection is { Stage: ConnectionStage.Deprovisioning } or { Stage: ConnectionStage.Provisioning, Reconnecting: true }
            && (item.KnownId ?? item.Connection.VpcEndpointId) is not null)
        {
            await item.ReadAsync(async () => item.Observation = await CutOffObserver.ObserveAsync(item, reads, now));
            item.Lacks(failure);
        }
        else
        {
            item.CouldNotObserve(failure);
        }
    }

    private async Task ObserveAsync(
        AwsScope scope, IReadOnlyList<ConnectionItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = items.SelectMany(item => item.EarlierCreations.Select(operation => operation.ResultId)
            .Append(item.KnownId ?? item.Connection.Spec.AdoptedEndpointId)).OfType<string>().ToHashSet();
        var byId = (await FindByIdsAsync(scope, ids, cancellationToken)).ToLookup(one => one.Endpoint.VpcEndpointId, one => one.Endpoint);
        // What no call is known to have made is looked for by tag; so is what is no longer wanted, and who cannot be asked keeps it from its end.
        var tagged = await TaggedAsync(scope, [.. items.Where(item => item.KnownId is null || !item.IsWanted)], cancellationToken);
        var doubtful = items.Where(
            item => !tagged.ContainsKey(item) && (item.EarlierCreations.Any(operation => operation.ResultId is not null) || IsMissing(item, byId))).ToList();
        foreach (var (item, found) in await TryTaggedAsync(scope, doubtful, cancellationToken))
        {
            tagged[item] = found;
        }

        foreach (var item in items)
        {
            await item.ReadAsync(async () =>
            {
                item.History = await RecallAsync(item, tagged.GetValueOrDefault(item) ?? [], cancellationToken);
                item.Observation = await JudgeAsync(item, byId, tagged.GetValueOrDefault(item), reads, now);
            });
        }
    }

    private async Task<IReadOnlyList<TaggedEndpoint>> FindByIdsAsync(AwsScope scope, HashSet<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await endpoints.FindByIdsAsync(scope, ids, cancellationToken);

    private async Task<Dictionary<ConnectionItem, IReadOnlyList<ObservedEndpoint>>> TaggedAsync(
        AwsScope scope, IReadOnlyList<ConnectionItem> items, CancellationToken cancellationToken)
    {
        var found = items.Count == 0
            ? []
            : await endpoints.FindByConnectionsAsync(scope, installation.Value, [.. items.Select(item => item.Claim.Id)], cancellationToken);
        var byConnection = found.ToLookup(one => one.ConnectionId, one => one.Endpoint);
        return items.ToDictionary(item => item, item => (IReadOnlyList<ObservedEndpoint>)[.. byConnection[item.Claim.Id]]);
    }

    /// <returns>Nothing when AWS could not be asked: then nothing is concluded.</returns>
    private async Task<Dictionary<ConnectionItem, IReadOnlyList<ObservedEndpoint>>> TryTaggedAsync(
        AwsScope scope, IReadOnlyList<ConnectionItem> items, CancellationToken cancellationToken)
    {
        try
        {
            return await TaggedAsync(scope, items, cancellationToken);
        }
        catch (AwsCallException)
        {
            return [];
        }
    }

    private static bool IsMissing(ConnectionItem item, ILookup<string, ObservedEndpoint> byId) =>
        item.KnownId is { } known && Own(item, byId[known]) is var found && !found.Any(endpoint => endpoint.VpcEndpointId == known);

    private async Task<ConnectionObservation> JudgeAsync(
        ConnectionItem item, ILookup<string, ObservedEndpoint> byId, IReadOnlyList<ObservedEndpoint>? tagged, RoundReads reads, DateTimeOffset now)
    {
        var known = item.KnownId;
        var found = Own(item, known is not null ? byId[known]
            : item.Connection.Spec.AdoptedEndpointId is { } adopted ? byId[adopted]
            : (tagged ?? []).Where(endpoint => Adoption.IsOurs(item.History, item.Obtain, endpoint.OperationId, endpoint.CreatedAt)));
        var earlier = item.EarlierCreations;
        var standing = found.Where(
            endpoint => endpoint.State != VpcEndpointState.Deleted && earlier.All(operation => operation.ResultId != endpoint.VpcEndpointId)).ToList();
        var saysDeleted = known is not null && found.Any(endpoint => endpoint.VpcEndpointId == known && endpoint.State == VpcEndpointState.Deleted);
        var witness = standing.Count == 0 && known is not null && !saysDeleted && tagged is not null
            ? await WitnessAsync(item, known, tagged, reads)
            : Witness.Silent;
        var endpoint = item.PresenceTracker.Judge(item.Obtain, standing, one => one.VpcEndpointId, witness, saysDeleted);
        return new(now, item.Service, endpoint, await ProviderSideAsync(item, endpoint, reads))
        {
            Superseded = Superseded(item, earlier, tagged, byId),
            Tags = Tags(item, endpoint.Value, now),
            TagOwner = item.Connection.Spec.Adopts && endpoint.Value is { Tags: { } tags }
                ? EndpointOwner.Of(tags, installation.Value, item.Claim.Id) : null,
        };
    }

    private Task<OperationHistory> RecallAsync(ConnectionItem item, IReadOnlyList<ObservedEndpoint> tagged, CancellationToken cancellationToken) =>
        lost.RecallAsync(
            item, item.Connection.Subject, PortalTags.Connection,
            item.Connection.Spec.Adopts
                ? AdoptEndpointStep.Definition.Plan(item.Connection.Spec, item.Tags)
                : CreateEndpointStep.Definition.Plan(item.Connection.Spec, item.Service.ServiceName, wait: null),
            item.Connection.Spec.ConsumerScope,
            item.Connection.ApprovedPlanHash ?? "",
            [.. Own(item, tagged).Where(endpoint => endpoint is { State: not VpcEndpointState.Deleted, OperationId: not null, CreatedAt: not null })
                .Select(endpoint => (endpoint.OperationId!.Value, endpoint.CreatedAt!.Value))],
            cancellationToken);

    private TagDifference? Tags(ConnectionItem item, ObservedEndpoint? endpoint, DateTimeOffset now) => endpoint is null
        ? null
        : new ObjectTags(item.Connection.Tags, item.History, installation.Value, PortalTags.Connection, item.Claim.Id, now)
            .Compare(item.Obtain, SetEndpointTagsStep.Definition.Key(), endpoint.VpcEndpointId, item.EndpointName, endpoint.Tags);

    // An endpoint of another account or VPC or to another service is not the one that was asked for.
    private static IReadOnlyList<ObservedEndpoint> Own(ConnectionItem item, IEnumerable<ObservedEndpoint> found) =>
        [.. found.Where(endpoint => (endpoint.OwnerAccountId ?? item.Connection.Spec.AccountId) == item.Connection.Spec.AccountId
            && endpoint.VpcId == item.Connection.Spec.VpcId && (item.Service.ServiceName is null || endpoint.ServiceName == item.Service.ServiceName))];

    /// <summary>What the list by tag and the provider's side say of an endpoint that its own id does not find.</summary>
    private static async Task<Witness> WitnessAsync(ConnectionItem item, string known, IReadOnlyList<ObservedEndpoint> tagged, RoundReads reads)
    {
        if (tagged.FirstOrDefault(endpoint => endpoint.VpcEndpointId == known) is { } listed)
        {
            return listed.State == VpcEndpointState.Deleted ? Witness.Absent : Witness.Present;
        }

        if (item.Service.ServiceId is null)
        {
            return Witness.Absent;
        }

        try
        {
            var arrived = await reads.ConnectionsAsync(item.Connection.Spec.ProviderScope, item.Service.ServiceId);
            return arrived.Any(arrival => arrival.VpcEndpointId == known && arrival.State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted))
                ? Witness.Present
                : Witness.Absent;
        }
        catch (AwsCallException unreadable)
        {
            // Who may not look on the other side for good goes by the list.
            return unreadable.Failure.NeedsPerson ? Witness.Absent : Witness.Silent;
        }
    }

    /// <summary>What earlier generations have left: by the tags, and by the ids that AWS gave them.</summary>
    /// <returns>None when it was not looked for.</returns>
    private static IReadOnlyList<ObservedEndpoint>? Superseded(
        ConnectionItem item, IReadOnlyList<Operation> earlier, IReadOnlyList<ObservedEndpoint>? tagged, ILookup<string, ObservedEndpoint> byId)
    {
        if (tagged is null || earlier.Count == 0)
        {
            return null;
        }

        var listed = tagged.Where(endpoint => earlier.Any(operation => operation.Id == endpoint.OperationId || operation.ResultId == endpoint.VpcEndpointId))
            .ToList();
        var known = earlier.Select(operation => operation.ResultId).OfType<string>().Except(listed.Select(endpoint => endpoint.VpcEndpointId))
            .SelectMany(id => byId[id]);
        return [.. Own(item, listed.Concat(known)).Where(endpoint => endpoint.State != VpcEndpointState.Deleted)];
    }

    private static async Task<VpcEndpointState?> ProviderSideAsync(ConnectionItem item, Observed<ObservedEndpoint> endpoint, RoundReads reads)
    {
        var id = endpoint.Value?.VpcEndpointId ?? endpoint.Id;
        if (item.Service.ServiceId is null || id is null
            || (!item.IsEnding && endpoint.Value?.State is not (VpcEndpointState.PendingAcceptance or VpcEndpointState.Rejected)))
        {
            return null;
        }

        return await CutOffObserver.StateAsync(item, item.Service.ServiceId, id, reads);
    }
}
