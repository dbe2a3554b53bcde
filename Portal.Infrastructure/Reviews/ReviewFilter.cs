using Microsoft.EntityFrameworkCore;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Reviews;

/// <summary>Which reviews a list shows, and in what order: whatever is given has to hold together.</summary>
/// <param name="Search">A part of the service's or a team's name, or the whole id of the review or of what it is about.</param>
public sealed record ReviewFilter(ChosenWords<ReviewState> States, string? Search = null, ListOrder Order = ListOrder.Newest)
{
    /// <summary>Those in one state; all where none is given.</summary>
    public static ReviewFilter At(ReviewState? state) => new(state is { } wanted ? new ChosenWords<ReviewState>(wanted) : new());

    /// <exception cref="Domain.InvalidInputException">The text cannot be looked for.</exception>
    internal Func<IQueryable<Review>, IQueryable<Review>> In(PortalDbContext context)
    {
        InputErrors.ThrowIfUnkeepable(Search, "search");
        if (string.IsNullOrWhiteSpace(Search))
        {
            return reviews => reviews.WhereIsOneOf(review => review.State, States);
        }

        if (Guid.TryParse(Search, out var id))
        {
            return reviews => reviews.WhereIsOneOf(review => review.State, States).Where(review => review.Id == id || review.SubjectId == id);
        }

        var pattern = SearchText.Anywhere(Search);
        var teams = context.Teams.Where(team => EF.Functions.ILike(team.Name, pattern, SearchText.Escape)).Select(team => team.Id);
        var services = context.EndpointServices.Where(service => EF.Functions.ILike(service.Name, pattern, SearchText.Escape)).Select(service => service.Id);
        var connections = context.Connections.Where(connection => services.Contains(connection.ServiceId)).Select(connection => connection.Id);
        return reviews => reviews.WhereIsOneOf(review => review.State, States).Where(review => teams.Contains(review.ConsumerTeamId)
            || teams.Contains(review.ProviderTeamId) || services.Contains(review.SubjectId) || connections.Contains(review.SubjectId));
    }
}
