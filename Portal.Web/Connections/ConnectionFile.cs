using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>The list of connections as a file.</summary>
internal static class ConnectionFile
{
    public const string Name = "connections";

    private const string NotVisible = "not visible";

    private static readonly IReadOnlyList<FileColumn<ConnectionView>> Columns =
    [
        new("id", connection => connection.Id.ToString()),
        new("consumer", connection => connection.ConsumerTeam.Name),
        new("service", connection => connection.ServiceName),
        new("provider", connection => connection.ProviderTeam.Name),
        new("stage", connection => connection.Verdict.Stage),
        new("blocked", connection => connection.Blocked?.Cause),
        new("turn", connection => connection.Blocked is { } blocked ? DisplayText.Of(blocked.Owner)
            : connection.WaitingFor is { } waiting ? DisplayText.Of(waiting.Who) : null),
        new("account", connection => connection.AccountId),
        new("region", connection => connection.Region),
        new("vpc", connection => connection.VpcId ?? NotVisible),
        new("endpoint", connection => connection.Endpoint?.VpcEndpointId),
        new("state_in_aws", connection => connection.Endpoint?.AwsState),
        new("private_dns", connection => connection.PrivateDns ? "yes" : "no"),
        new("reference", connection => connection.ExternalReference),
        new("justification", connection => connection.Justification),
        new("asked", connection => ListFile.Time(connection.CreatedAt)),
        new("at_stage_since", connection => ListFile.Time(connection.StageSince)),
        new("ends", connection => ListFile.Time(connection.EndsAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (
            string? stage, string? reference, string? search, string? service, string? blocked, string? sort, Caller? caller, ConnectionQueries connections) =>
        ListFiles.For(caller, actor =>
        {
            var filter = ConnectionListFilter.Read(stage, reference, search, service, blocked, sort);
            return new ListFile<ConnectionView>(
                Name, Columns, (cursor, cancellationToken) => connections.ListAsync(actor, filter, cursor, ListFile.PageSize, cancellationToken));
        }));
}
