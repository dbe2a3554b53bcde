using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>
/// Reads as it is stored what this version of the portal cannot read otherwise: the few rows that a newer version has written, and only these.
/// </summary>
internal static class UnreadableParts
{
    private const string Stage = "stage";

    public static async Task<IReadOnlyDictionary<Guid, UnreadablePart>> OfAsync(
        PortalDbContext context, IReadOnlyList<Connection> connections, CancellationToken cancellationToken)
    {
        var parts = connections.Where(connection => connection.Unreadable() is not null)
            .ToDictionary(connection => connection.Id, connection => connection.Unreadable()!);
        var texts = parts.Count == 0 ? [] : await context.Connections.Where(row => parts.Keys.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                Stage = (string)(object)row.Stage,
                Spec = (string)(object)row.Spec,
                Proposal = (string?)(object?)row.Proposal,
                Tags = (string)(object)row.Tags,
            }).ToListAsync(cancellationToken);
        return texts.ToDictionary(row => row.Id, row => new UnreadablePart(parts[row.Id], parts[row.Id] switch
        {
            Stage => row.Stage,
            "specification" => row.Spec,
            "proposal" => row.Proposal,
            _ => row.Tags,
        }));
    }

    public static async Task<IReadOnlyDictionary<Guid, UnreadablePart>> OfAsync(
        PortalDbContext context, IReadOnlyList<EndpointService> services, CancellationToken cancellationToken)
    {
        var parts = services.Where(service => service.Unreadable() is not null).ToDictionary(service => service.Id, service => service.Unreadable()!);
        var texts = parts.Count == 0 ? [] : await context.EndpointServices.Where(row => parts.Keys.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                Stage = (string)(object)row.Stage,
                Spec = (string)(object)row.Spec,
                Proposal = (string?)(object?)row.Proposal,
                Visibility = (string)(object)row.Visibility,
                AutoApproval = (string)(object)row.AutoApproval,
                Tags = (string)(object)row.Tags,
            }).ToListAsync(cancellationToken);
        return texts.ToDictionary(row => row.Id, row => new UnreadablePart(parts[row.Id], parts[row.Id] switch
        {
            Stage => row.Stage,
            "specification" => row.Spec,
            "proposal" => row.Proposal,
            "visibility" => row.Visibility,
            "automatic approval" => row.AutoApproval,
            _ => row.Tags,
        }));
    }

    public static async Task<IReadOnlyDictionary<string, UnreadablePart>> OfAsync(
        PortalDbContext context, IReadOnlyList<AwsAccount> accounts, CancellationToken cancellationToken)
    {
        var ids = accounts.Where(account => account.Stage == AccountStage.Unknown).Select(account => account.AccountId).ToArray();
        var texts = ids.Length == 0 ? [] : await context.Accounts.Where(row => ids.Contains(row.AccountId))
            .Select(row => new { row.AccountId, Stage = (string)(object)row.Stage }).ToListAsync(cancellationToken);
        return texts.ToDictionary(row => row.AccountId, row => new UnreadablePart(Stage, row.Stage));
    }

    public static async Task<IReadOnlyDictionary<Guid, UnreadablePart>> OfAsync(
        PortalDbContext context, IReadOnlyList<Review> reviews, CancellationToken cancellationToken)
    {
        var parts = reviews.Where(review => review.Unreadable is not null).ToDictionary(review => review.Id, review => review.Unreadable!);
        var texts = parts.Count == 0 ? [] : await context.Reviews.Where(row => parts.Keys.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                State = (string)(object)row.State,
                Purpose = (string)(object)row.Purpose,
                Levels = (string)(object)row.Levels,
                row.EffectBytes,
                Verdicts = row.Decisions.Select(decision => (string)(object)decision.Verdict).ToList(),
            }).AsNoTracking().ToListAsync(cancellationToken);
        return texts.ToDictionary(row => row.Id, row => new UnreadablePart(parts[row.Id], parts[row.Id] switch
        {
            "state" => row.State,
            "purpose" => row.Purpose,
            "levels" => row.Levels,
            // What a newer version would do, or change, may name the consumer's network.
            "effects" or "change" => null,
            _ => string.Join(", ", row.Verdicts),
        }));
    }
}
