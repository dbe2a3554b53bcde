using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Who the caller is, and the accounts they can use.</summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", async (Caller caller, Identities identities, CancellationToken cancellationToken) => new
        {
            caller.Actor.Name,
            caller.Actor.PortalRoles,
            Teams = caller.Actor.Memberships.Select(membership => new { membership.TeamId, membership.Roles }),
            // What only a newer version of the portal has given the person.
            UnknownRoles = await identities.UnknownRolesAsync(caller.Actor, cancellationToken),
        });
        api.MapGet("/accounts", async (Caller caller, AccountQueries accounts, CancellationToken cancellationToken) =>
            new Page<AccountView>(await accounts.ListAsync(caller.Actor, cancellationToken), null));
        MapOnboarding(api);
        api.MapDelete("/accounts/{accountId}/tags/{key}", async (
            string accountId, string key, Caller caller, AccountCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.ForgetTagAsync(caller.Actor, accountId, key, cancellationToken);
            return Results.NoContent();
        });
        api.MapGet(
            "/accounts/{accountId}/vpcs",
            async (string accountId, string? region, Caller caller, AccountQueries accounts, CancellationToken cancellationToken) =>
            new Page<VpcBody>([.. (await accounts.VpcsAsync(caller.Actor, accountId, region, cancellationToken)).Select(VpcBody.Of)], null));
    }

    private static void MapOnboarding(IEndpointRouteBuilder api)
    {
        api.MapPost("/accounts", async (
            IdempotencyHeader idempotency, RegisterAccountInput input, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
        {
            await onboarding.RegisterAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return Results.Ok(await onboarding.SetupAsync(caller.Actor, input.AccountId!, [], cancellationToken));
        });
        api.MapGet("/accounts/{accountId}/setup", (
            string accountId, string? uses, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.SetupAsync(caller.Actor, accountId, UsesOf(uses), cancellationToken));
        api.MapPost("/accounts/{accountId}/proof", (
            string accountId, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.ProveAsync(caller.Actor, accountId, cancellationToken));
    }

    private static IReadOnlyList<AccountUse> UsesOf(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => ApiEndpoints.Filter<AccountUse>(word.Trim(), "uses")!.Value)];

    private sealed record VpcBody(
        string Id, string? Name, IReadOnlyList<string> Cidrs, bool Shared, IReadOnlyList<SubnetBody> Subnets, IReadOnlyList<SecurityGroupFacts> SecurityGroups)
    {
        public static VpcBody Of(VpcFacts vpc) => new(
            vpc.Id, vpc.Name, vpc.Cidrs, vpc.IsShared,
            [.. vpc.Subnets.Select(subnet => new SubnetBody(
                subnet.Id, subnet.Name, subnet.ZoneId, subnet.ZoneName, subnet.Cidr, subnet.FreeAddresses))], vpc.SecurityGroups);
    }

    private sealed record SubnetBody(string Id, string? Name, string ZoneId, string ZoneName, string Cidr, int FreeAddresses);
}
