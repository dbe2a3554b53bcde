using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Which of the services of one's own a list shows, and in what order: whatever is given has to hold together.</summary>
/// <param name="Search">A part of the name or description, or the whole of an id, an account id, a private DNS name or what AWS calls it.</param>
/// <param name="Stages">Those at one of these stages; all where none is chosen.</param>
public sealed partial record EndpointServiceFilter(string? Search, ChosenWords<EndpointServiceStage> Stages, ListOrder Order = ListOrder.Newest)
{
    public static EndpointServiceFilter None { get; } = new(null, new());

    /// <exception cref="Domain.InvalidInputException">The text cannot be looked for.</exception>
    internal IQueryable<EndpointService> In(PortalDbContext context, IQueryable<EndpointService> services)
    {
        InputErrors.ThrowIfUnkeepable(Search, "search");
        services = services.WhereIsOneOf(service => service.Stage, Stages);
        if (string.IsNullOrWhiteSpace(Search))
        {
            return services;
        }

        var wanted = Search.Trim();
        if (Guid.TryParse(wanted, out var id))
        {
            return services.Where(service => service.Id == id);
        }

        if (AccountId().IsMatch(wanted))
        {
            var inAccount = context.Database.SqlQuery<Guid>($"""select id as "Value" from endpoint_service where spec->>'accountId' = {wanted}""");
            return services.Where(service => inAccount.Contains(service.Id));
        }

        // Also where what AWS calls it has its id.
        var awsId = ServiceId().Match(wanted) is { Success: true, Value: var found } ? found : wanted;
        var pattern = SearchText.Anywhere(wanted);
        var named = context.Database.SqlQuery<Guid>($"""select id as "Value" from endpoint_service where lower(spec->>'privateDnsName') = lower({wanted})""");
        return services.Where(service => service.AwsServiceId == awsId || named.Contains(service.Id)
            || EF.Functions.ILike(service.Name, pattern, SearchText.Escape) || EF.Functions.ILike(service.Description, pattern, SearchText.Escape));
    }

    [GeneratedRegex(@"^\d{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountId();

    [GeneratedRegex("vpce-svc-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceId();
}
