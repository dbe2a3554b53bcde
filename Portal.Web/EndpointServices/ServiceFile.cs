using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Lists;
using Portal.Web.Security;

namespace Portal.Web.EndpointServices;

/// <summary>The list of services as a file.</summary>
internal static class ServiceFile
{
    public const string Name = "services";

    private static readonly IReadOnlyList<FileColumn<EndpointServiceView>> Columns =
    [
        new("id", service => service.Id.ToString()),
        new("name", service => service.Name),
        new("description", service => service.Description),
        new("team", service => service.ProviderTeam.Name),
        new("stage", service => service.Verdict.Stage),
        new("blocked", service => service.Blocked?.Cause),
        new("account", service => service.Own?.AccountId),
        new("region", service => service.Region),
        new("zones", service => string.Join(' ', service.ZoneIds)),
        new("ports", service => string.Join(' ', service.Listeners.Select(listener => $"{listener.Protocol}:{listener.Port}"))),
        new("name_in_aws", service => service.Aws?.ServiceName),
        new("private_dns_name", service => service.PrivateDnsName),
        new("published", service => ListFile.Time(service.CreatedAt)),
        new("at_stage_since", service => ListFile.Time(service.StageSince)),
        new("withdrawn_at", service => ListFile.Time(service.WithdrawAt)),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? search, string? stage, string? sort, Caller? caller, EndpointServiceQueries services) => ListFiles.For(caller, actor =>
        {
            var filter = new EndpointServiceFilter(search, ChosenWords.Read<EndpointServiceStage>(stage), ListSort.OrderOf(sort));
            return new ListFile<EndpointServiceView>(
                Name, Columns, (cursor, cancellationToken) => services.ListOwnAsync(actor, filter, cursor, ListFile.PageSize, cancellationToken));
        }));
}
