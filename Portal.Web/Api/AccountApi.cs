using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Who the caller is, and the accounts they can use.</summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", async (Caller caller, Identities identities, CancellationToken cancellationToken) => new MeBody(
            caller.Actor.Name, caller.Actor.PortalRoles,
            [.. caller.Actor.Memberships.Select(membership => new MembershipBody(membership.TeamId, membership.Roles))],
            await identities.UnknownRolesAsync(caller.Actor, cancellationToken)))
            .Called("getMe", "Who you are, and what you may do");
        api.MapGet("/accounts", async (Caller caller, AccountQueries accounts, CancellationToken cancellationToken) =>
            new Page<AccountView>(await accounts.ListAsync(caller.Actor, cancellationToken), null))
            .Called("listAccounts", "The AWS accounts of your teams");
        MandatoryTagApi.Map(api);
        MapOnboarding(api);
        MapSelfManaged(api);
        api.MapDelete("/accounts/{accountId}", async (
            string accountId, Caller caller, AccountCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RetireAsync(caller.Actor, accountId, cancellationToken);
            return TypedResults.NoContent();
        }).Called("retireAccount", "Give up an account in which nothing lives");
        api.MapGet(
            "/accounts/{accountId}/vpcs",
            async (string accountId, string? region, Caller caller, AccountQueries accounts, CancellationToken cancellationToken) =>
            new Page<VpcBody>([.. (await accounts.VpcsAsync(caller.Actor, accountId, region, cancellationToken)).Select(VpcBody.Of)], null))
            .Called("listVpcs", "The networks of an account, as AWS shows them now").AskingAws();
    }

    private static void MapOnboarding(IEndpointRouteBuilder api)
    {
        api.MapPost("/accounts", async (
            IdempotencyHeader idempotency, RegisterAccountInput input, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
        {
            await onboarding.RegisterAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return TypedResults.Ok(await onboarding.SetupAsync(caller.Actor, input.AccountId!, [], cancellationToken));
        }).Called("registerAccount", "Register an AWS account that the portal may act in").AskingAws();
        api.MapGet("/accounts/{accountId}/setup", (
            string accountId, [WordsOf<AccountUse>] string? uses, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.SetupAsync(caller.Actor, accountId, UsesOf(uses), cancellationToken))
            .Called("getAccountSetup", "The role to make in an account").AskingAws();
        api.MapPost("/accounts/{accountId}/proof", (
            string accountId, [WordsOf<AccountUse>] string? uses, Caller caller, AccountOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.ProveAsync(caller.Actor, accountId, UsesOf(uses), cancellationToken))
            .Called("proveAccount", "Try the role of an account").AskingAws();
    }

    private static void MapSelfManaged(IEndpointRouteBuilder api)
    {
        api.MapPost("/accounts/self-managed", async (
            IdempotencyHeader idempotency, RegisterAccountInput input, Caller caller, SelfManagedOnboarding onboarding, CancellationToken cancellationToken) =>
        {
            await onboarding.RegisterAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return TypedResults.Ok(await onboarding.AskAsync(caller.Actor, input.AccountId!, cancellationToken));
        }).Called("registerSelfManagedAccount", "Register an AWS account that its own people look after").AskingAws();
        api.MapPost("/accounts/{accountId}/challenge", (
            string accountId, Caller caller, SelfManagedOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.AskAsync(caller.Actor, accountId, cancellationToken))
            .Called("askAccountChallenge", "What to sign in a self-managed account to prove that it is yours");
        api.MapPost("/accounts/{accountId}/challenge/answer", (
            string accountId, AnswerChallengeInput input, Caller caller, SelfManagedOnboarding onboarding, CancellationToken cancellationToken) =>
            onboarding.AnswerAsync(caller.Actor, accountId, input, cancellationToken))
            .Called("answerAccountChallenge", "Hand in what was signed").AskingAws();
    }

    private static IReadOnlyList<AccountUse> UsesOf(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => ApiEndpoints.Filter<AccountUse>(word.Trim(), "uses")!.Value)];

    /// <param name="UnknownRoles">What only a newer version of the portal has given the person.</param>
    private sealed record MeBody(string Name, IReadOnlyList<PortalRole> PortalRoles, IReadOnlyList<MembershipBody> Teams, IReadOnlyList<string> UnknownRoles);

    private sealed record MembershipBody(Guid TeamId, IReadOnlyList<TeamRole> Roles);
}
