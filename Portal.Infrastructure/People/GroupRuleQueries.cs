using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.People;

/// <summary>What network admins and auditors read of the rules that give roles by groups.</summary>
public sealed class GroupRuleQueries(IDbContextFactory<PortalDbContext> contexts, IOptions<SignInOptions> options)
{
    private const int MostUnmapped = 50;

    /// <summary>The identity providers by their short names.</summary>
    public IReadOnlyList<string> Providers => options.Value.Providers;

    /// <summary>Those of the configuration first, then those made here, the newest first.</summary>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<IReadOnlyList<GroupRuleView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        Require(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await (
            from rule in context.GroupRules
            join team in context.Teams on rule.TeamId equals team.Id into teams
            from team in teams.DefaultIfEmpty()
            join maker in context.People on new { Issuer = rule.MadeByIssuer, Subject = rule.MadeBySubject } equals new { maker.Issuer, maker.Subject }
                into makers
            from maker in makers.DefaultIfEmpty()
            orderby rule.CreatedAt descending, rule.Id descending
            select new { Rule = rule, Team = team == null ? null : team.Name, By = maker == null ? rule.MadeBySubject : maker.Name })
            .AsNoTracking().Take(GroupRuleCommands.MostRules).ToListAsync(cancellationToken);
        return
        [
            .. options.Value.Groups.Select(rule => new GroupRuleView(
                null, rule.Provider, rule.Group, rule.Team, rule.TeamRoles, rule.PortalRoles, null, null)),
            .. stored.Select(one => new GroupRuleView(
                one.Rule.Id, one.Rule.Provider, one.Rule.Group, one.Team, one.Rule.TeamRoles, one.Rule.PortalRoles, one.By, one.Rule.CreatedAt)),
        ];
    }

    /// <summary>Groups of people who were turned away of late, without those that give a role by now; the last seen first.</summary>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<IReadOnlyList<UnmappedGroupView>> UnmappedAsync(Actor actor, CancellationToken cancellationToken)
    {
        Require(actor);
        var configured = options.Value.Groups.Select(rule => (rule.Provider, rule.Group)).ToHashSet();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = await context.UnmappedGroups.AsNoTracking()
            .Where(group => !context.GroupRules.Any(rule => rule.Provider == group.Provider && rule.Group == group.Group))
            .OrderByDescending(group => group.LastSeenAt).ThenBy(group => group.Group).Take(MostUnmapped)
            .Select(group => new UnmappedGroupView(group.Provider, group.Group, group.LastSeenAt)).ToListAsync(cancellationToken);
        return [.. seen.Where(group => !configured.Contains((group.Provider, group.Group)))];
    }

    private static void Require(Actor actor)
    {
        if (!actor.SeesEverything)
        {
            throw new AccessRefusedException("Only network admins and auditors see what groups give.");
        }
    }
}
