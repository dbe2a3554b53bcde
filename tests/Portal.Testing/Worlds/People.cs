using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Testing.Worlds;

/// <summary>More people than the cast, with whatever roles a test needs, and changes of those.</summary>
public static class People
{
    private const string Issuer = "test";

    /// <summary>Somebody whom the portal knows from now on.</summary>
    public static async Task<Actor> MeetAsync(
        this PortalWorld world, string subject, CancellationToken cancellationToken, IReadOnlyList<Membership>? memberships = null,
        params PortalRole[] portalRoles)
    {
        await using var context = world.Open();
        context.People.Add(new Person { Issuer = Issuer, Subject = subject, Name = subject, PortalRoles = portalRoles, CreatedAt = world.Clock.GetUtcNow() });
        context.Memberships.AddRange((memberships ?? []).Select(membership =>
            new PersonMembership { Issuer = Issuer, Subject = subject, TeamId = membership.TeamId, Roles = [.. membership.Roles] }));
        await context.SaveChangesAsync(cancellationToken);
        return new(Issuer, subject, subject, memberships ?? [], portalRoles);
    }

    /// <summary>What is stored of that person.</summary>
    public static async Task<Person> PersonAsync(this PortalWorld world, Actor person, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.People.AsNoTracking().SingleAsync(row => row.Issuer == person.Issuer && row.Subject == person.Subject, cancellationToken);
    }

    /// <summary>Takes away, or gives back, what somebody may do in the whole portal.</summary>
    public static async Task SetPortalRolesAsync(this PortalWorld world, Actor person, CancellationToken cancellationToken, params PortalRole[] roles)
    {
        await using var context = world.Open();
        (await context.People.SingleAsync(row => row.Issuer == person.Issuer && row.Subject == person.Subject, cancellationToken)).PortalRoles = roles;
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A token of that person, as they would send it.</summary>
    public static async Task<string> IssueTokenAsync(this PortalWorld world, Actor person, CancellationToken cancellationToken)
    {
        var token = ApiToken.Draw();
        await using var context = world.Open();
        context.ApiTokens.Add(new ApiToken
        {
            Id = Guid.CreateVersion7(world.Clock.GetUtcNow()),
            Issuer = person.Issuer,
            Subject = person.Subject,
            Name = "A test's",
            Sha256 = ApiToken.Hash(token),
            CreatedAt = world.Clock.GetUtcNow(),
        });
        await context.SaveChangesAsync(cancellationToken);
        return token;
    }
}
