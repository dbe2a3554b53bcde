using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Which connections a list shows, and in what order: whatever is given has to hold together.</summary>
/// <param name="Stages">Those at one of these stages; all where none is chosen.</param>
/// <param name="Reference">Those that carry exactly this name of the provider's or consumer's own.</param>
/// <param name="Search">Those that fit it; see <see cref="ConnectionSearch"/>.</param>
/// <param name="ServiceId">Those of one service.</param>
/// <param name="IsBlocked">Only those that cannot go on until a person acts.</param>
public sealed record ConnectionFilter(
    ChosenWords<ConnectionStage> Stages, string? Reference = null, string? Search = null, Guid? ServiceId = null, bool IsBlocked = false,
    ConnectionOrder Order = ConnectionOrder.Newest)
{
    public static ConnectionFilter None { get; } = new(new ChosenWords<ConnectionStage>());

    /// <summary>Those at one stage; all where none is given.</summary>
    public static ConnectionFilter At(ConnectionStage? stage) => new(stage is { } wanted ? new ChosenWords<ConnectionStage>(wanted) : new());

    /// <summary>What it leaves of connections, not yet in order.</summary>
    /// <exception cref="Domain.InvalidInputException">A text of it cannot be looked for.</exception>
    internal Func<IQueryable<Connection>, IQueryable<Connection>> In(PortalDbContext context, Actor actor)
    {
        InputErrors.ThrowIfUnkeepable(Reference, "externalReference");
        var search = ConnectionSearch.Of(context, actor, Search);
        var blocked = WorkQueries.Blocked(context).Where(work => work.Kind == SubjectKind.Connection).Select(work => work.Id);
        return connections =>
        {
            connections = string.IsNullOrEmpty(Reference) ? connections : connections.Where(connection => connection.ExternalReference == Reference);
            connections = ServiceId is { } service ? connections.Where(connection => connection.ServiceId == service) : connections;
            connections = IsBlocked ? connections.Where(connection => blocked.Contains(connection.Id)) : connections;
            connections = Order == ConnectionOrder.EndsFirst ? connections.Where(connection => connection.EndsAt != null) : connections;
            return (search?.Apply(connections) ?? connections).WhereIsOneOf(connection => connection.Stage, Stages);
        };
    }

    /// <summary>The next so many in its order.</summary>
    internal IQueryable<Connection> Page(IQueryable<Connection> connections, Cursor? after, int take) => Order == ConnectionOrder.EndsFirst
        ? connections.PageBy(connection => connection.EndsAt!.Value, connection => connection.Id, ListOrder.Oldest, after, take)
        : connections.PageBy(
            connection => connection.CreatedAt, connection => connection.Id,
            Order == ConnectionOrder.Oldest ? ListOrder.Oldest : ListOrder.Newest, after, take);

    /// <summary>Where a list in its order goes on after one of them.</summary>
    internal Cursor After(ConnectionView view) => new(Order == ConnectionOrder.EndsFirst ? view.EndsAt!.Value : view.CreatedAt, view.Id);

    /// <summary>What was read of a page, in its order.</summary>
    internal IReadOnlyList<ConnectionView> Sorted(IReadOnlyList<ConnectionView> views) => Order switch
    {
        ConnectionOrder.EndsFirst => [.. views.OrderBy(view => view.EndsAt).ThenBy(view => view.Id)],
        ConnectionOrder.Oldest => [.. views.OrderBy(view => view.CreatedAt).ThenBy(view => view.Id)],
        _ => views,
    };
}
