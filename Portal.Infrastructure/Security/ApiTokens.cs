using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Makes tokens for the programs of a person, lists them, and takes them back.</summary>
public sealed class ApiTokens(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const int LongestLife = 365;

    /// <summary>How many valid ones a person can have.</summary>
    public const int Most = 50;

    private const int LongestName = 100;

    /// <returns>The token; it is shown once and never again.</returns>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public async Task<string> MakeAsync(Actor actor, MakeTokenInput input, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        var name = Arrival.NameOf(input.Name);
        await CheckAsync(context, actor, input, changes.Now, cancellationToken);
        var token = ApiToken.Draw();
        var row = new ApiToken
        {
            Id = Guid.CreateVersion7(changes.Now),
            Issuer = actor.Issuer,
            Subject = actor.Subject,
            Name = name,
            Sha256 = ApiToken.Hash(token),
            CreatedAt = changes.Now,
            ExpiresAt = changes.Now + TimeSpan.FromDays(input.Days),
            Scopes = [.. input.Scopes.Distinct().Order()],
            TeamId = input.TeamId,
        };
        context.ApiTokens.Add(row);
        Audit(changes, "token.made", row);
        await changes.CommitAsync(cancellationToken);
        return token;
    }

    /// <summary>One's own, the newest first.</summary>
    public async Task<IReadOnlyList<TokenView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await OfAsync(context, actor.Key, 10 * Most, cancellationToken);
    }

    /// <summary>Somebody's, the newest first.</summary>
    internal static async Task<IReadOnlyList<TokenView>> OfAsync(PortalDbContext context, PersonKey person, int most, CancellationToken cancellationToken) =>
        await (
            from token in context.ApiTokens
            where token.Issuer == person.Issuer && token.Subject == person.Subject
            join team in context.Teams on token.TeamId equals team.Id into teams
            from team in teams.DefaultIfEmpty()
            orderby token.CreatedAt descending, token.Id descending
            select new TokenView(
                token.Id, token.Name, token.Scopes, team == null ? null : team.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt))
            .Take(most).ToListAsync(cancellationToken);

    /// <summary>From now on nobody is let in by it.</summary>
    /// <exception cref="SubjectNotFoundException">It is none of the person's.</exception>
    public async Task RevokeAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        var row = await context.ApiTokens
            .SingleOrDefaultAsync(token => token.Id == id && token.Issuer == actor.Issuer && token.Subject == actor.Subject, cancellationToken)
            ?? throw new SubjectNotFoundException("token");
        if (row.RevokedAt is null)
        {
            row.RevokedAt = changes.Now;
            Audit(changes, "token.revoked", row);
            await changes.CommitAsync(cancellationToken);
        }
    }

    private static async Task CheckAsync(
        PortalDbContext context, Actor actor, MakeTokenInput input, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var name = (input.Name ?? "").Trim();
        if (name.Length is 0 or > LongestName || Arrival.NameOf(name) != name)
        {
            errors.Add(new("name", $"Say in 1 to {LongestName} characters of text what the token is for."));
        }

        if (input.Scopes.Count == 0 || input.Scopes.Any(scope => !Enum.IsDefined(scope) || scope == TokenScope.Unknown))
        {
            errors.Add(new("scopes", "Choose what the token may do."));
        }

        if (input.Days is < 1 or > LongestLife)
        {
            errors.Add(new("days", $"A token is valid for 1 to {LongestLife} days."));
        }

        if (input.TeamId is { } team && !actor.IsIn(team))
        {
            errors.Add(new("teamId", "Choose a team of yours."));
        }

        var valid = await context.ApiTokens.Where(token => token.Issuer == actor.Issuer && token.Subject == actor.Subject && token.RevokedAt == null
            && (token.ExpiresAt == null || token.ExpiresAt > now)).Select(token => token.Name).ToListAsync(cancellationToken);
        if (valid.Count >= Most)
        {
            errors.Add(new("name", string.Create(CultureInfo.InvariantCulture, $"You have {valid.Count} tokens. Revoke one that nothing uses any more.")));
        }
        else if (valid.Contains(name))
        {
            errors.Add(new("name", "A token of yours has this name. Choose another, so that you know which one to revoke."));
        }

        InvalidInputException.ThrowIfAny(errors);
    }

    private static void Audit(ChangeSet changes, string action, ApiToken token) => changes.Audit(
        SessionSubject.Of(changes.Actor),
        new DomainEvent(action, null, null, null, new Dictionary<string, string?>
        {
            ["token"] = token.Id.ToString(),
            ["name"] = token.Name,
            ["scopes"] = token.Scopes is null ? null : string.Join(", ", token.Scopes),
            ["team"] = token.TeamId?.ToString(),
            ["expiresAt"] = token.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture),
        }));
}
