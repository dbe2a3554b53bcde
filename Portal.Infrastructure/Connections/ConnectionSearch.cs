using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>
/// What somebody looks for among connections: a part of the service's or team's name, or the whole of an id, a DNS name, an account id, a VPC id, a private
/// IPv4 address or a reference.
/// </summary>
internal sealed partial class ConnectionSearch
{
    private readonly Func<IQueryable<Connection>, IQueryable<Connection>> _filter;

    private ConnectionSearch(Func<IQueryable<Connection>, IQueryable<Connection>> filter) => _filter = filter;

    public IQueryable<Connection> Apply(IQueryable<Connection> connections) => _filter(connections);

    /// <returns>None where nothing is looked for.</returns>
    /// <exception cref="Domain.InvalidInputException">It cannot be looked for.</exception>
    public static ConnectionSearch? Of(PortalDbContext context, Actor actor, string? text)
    {
        InputErrors.ThrowIfUnkeepable(text, "search");
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var wanted = text.Trim();
        if (Guid.TryParse(wanted, out var id))
        {
            return new(query => query.Where(connection => connection.Id == id));
        }

        if (EndpointId().Match(wanted) is { Success: true, Value: var endpoint })
        {
            return new(query => query.Where(connection => connection.VpcEndpointId == endpoint));
        }

        if (AccountId().IsMatch(wanted))
        {
            var inAccount = context.Database.SqlQuery<Guid>($"""select id as "Value" from connection where spec->>'accountId' = {wanted}""");
            return new(query => query.Where(connection => inAccount.Contains(connection.Id)));
        }

        return OfNetwork(context, actor, wanted) ?? Named(context, wanted);
    }

    /// <summary>What a consumer's network has is not for its providers to try out.</summary>
    private static ConnectionSearch? OfNetwork(PortalDbContext context, Actor actor, string wanted)
    {
        var found = VpcId().IsMatch(wanted)
            ? context.Database.SqlQuery<Guid>($"""select id as "Value" from connection where spec @> jsonb_build_object('vpcId', {wanted}::text)""")
            : IsAddress(wanted)
                ? context.Database.SqlQuery<Guid>(
                    $"""
                    select id as "Value" from work where kind = 'Connection' and observation @> jsonb_build_object('endpoint', jsonb_build_object(
                        'value', jsonb_build_object('networkInterfaces', jsonb_build_array(jsonb_build_object('privateIp', {wanted}::text)))))
                    """)
                : null;
        var teams = actor.TeamIds.ToArray();
        return found is null ? null : new(query => query.Where(connection =>
            found.Contains(connection.Id) && (actor.SeesEverything || teams.Contains(connection.ConsumerTeamId))));
    }

    private static ConnectionSearch Named(PortalDbContext context, string wanted)
    {
        var pattern = SearchText.Anywhere(wanted);
        var awsId = ServiceId().Match(wanted) is { Success: true, Value: var serviceId } ? serviceId : wanted;
        var services = context.EndpointServices
            .Where(service => service.AwsServiceId == awsId || EF.Functions.ILike(service.Name, pattern, SearchText.Escape)).Select(service => service.Id);
        var teams = context.Teams.Where(team => EF.Functions.ILike(team.Name, pattern, SearchText.Escape)).Select(team => team.Id);
        return new(query => query.Where(connection => connection.ExternalReference == wanted || services.Contains(connection.ServiceId)
            || teams.Contains(connection.ConsumerTeamId) || teams.Contains(connection.ProviderTeamId)));
    }

    private static bool IsAddress(string wanted) => Ipv4().IsMatch(wanted) && IPAddress.TryParse(wanted, out _);

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^\d{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountId();

    /// <summary>Also where the service's name in AWS has it.</summary>
    [GeneratedRegex("vpce-svc-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceId();

    /// <summary>Also where an endpoint's DNS name begins with it.</summary>
    [GeneratedRegex("^vpce-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex EndpointId();

    [GeneratedRegex("^vpc-[0-9a-f]{8,17}$", RegexOptions.CultureInvariant)]
    private static partial Regex VpcId();
}
