using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Identities;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Control;

/// <summary>What an account's administrator would do in IAM: policies of users and roles, and who may assume a role; and what an organisation denies.</summary>
internal sealed partial class IdentityControl(Engine engine, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(
            "/policies", HttpMethods.Get, context => context.AnswerAsync(
                engine.Read((store, _) => store.PrincipalPolicies.All().Select(policies => new { principal = policies.Id, policies.Documents }).ToList())));
        routes.Map("/policies", HttpMethods.Put, PutPoliciesAsync);
        routes.Map("/trust", HttpMethods.Put, PutTrustAsync);
        routes.Map(
            "/scps", HttpMethods.Get, context => context.AnswerAsync(
                engine.Read((store, _) => store.ServiceControlPolicies.All().Select(policies => new { account = policies.Id, policies.Documents }).ToList())));
        routes.Map("/scps", HttpMethods.Put, PutServiceControlAsync);
    }

    private async Task PutPoliciesAsync(HttpContext context)
    {
        if (await context.ReadAsync<PoliciesWish>() is not { } wish)
        {
            return;
        }

        var present = engine.Read((store, _) => store.PrincipalPolicies.Find(wish.Principal ?? ""));
        List<string> problems =
        [
            .. present is null ? (string[])["principal: the ARN of a user or role of the sandbox"] : [],
            .. wish.Documents is null ? (string[])["documents: the policy documents by name; none is an empty object"] : [],
            .. (wish.Documents ?? []).SelectMany(one => PolicyReader.Problems(one.Value, isTrust: false).Select(problem => $"{one.Key}: {problem}")),
        ];
        if (problems.Count > 0)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await data.Journal.FlushAsync(engine.Change((store, _) => store.PrincipalPolicies.Put(present! with { Documents = wish.Documents! })));
        context.Done();
    }

    private async Task PutTrustAsync(HttpContext context)
    {
        if (await context.ReadAsync<TrustWish>() is not { } wish)
        {
            return;
        }

        // Whose administrator it would be, and so where the role may be made.
        var arn = RoleArn().Match(wish.Role ?? "");
        var (present, owner) = engine.Read((store, _) => (store.Roles.Find(arn.Value), store.Accounts.Find(arn.Groups["account"].Value)));
        List<string> problems =
        [
            .. owner is null ? (string[])["role: the ARN of a role, of an account of the sandbox"] : [],
            .. PolicyReader.Problems(wish.Document, isTrust: true),
        ];
        if (problems.Count > 0)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await data.Journal.FlushAsync(engine.Change((store, _) =>
        {
            if (present is null)
            {
                store.PrincipalPolicies.Put(new(arn.Value, owner!.Id, new Dictionary<string, JsonElement>()));
            }

            var role = present
                ?? new Role(arn.Value, owner!.Id, arn.Value[(arn.Value.LastIndexOf('/') + 1)..], SeedIds.Of("AROA", arn.Value), wish.Document);
            store.Roles.Put(role with { TrustPolicy = wish.Document });
        }));
        context.Done();
    }

    private async Task PutServiceControlAsync(HttpContext context)
    {
        if (await context.ReadAsync<ServiceControlWish>() is not { } wish)
        {
            return;
        }

        var account = engine.Read((store, _) => store.Accounts.Find(wish.Account ?? ""));
        List<string> problems =
        [
            .. account is null ? (string[])["account: the id of an account of the sandbox"] : [],
            .. wish.Documents is null ? (string[])["documents: the policy documents by name; none is an empty object"] : [],
            .. (wish.Documents ?? []).SelectMany(one => PolicyReader.ProblemsOfDenial(one.Value).Select(problem => $"{one.Key}: {problem}")),
        ];
        if (problems.Count > 0)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await data.Journal.FlushAsync(engine.Change((store, _) => store.ServiceControlPolicies.Put(new(account!.Id, wish.Documents!))));
        context.Done();
    }

    [GeneratedRegex(@"^arn:[a-z0-9-]+:iam::(?<account>[0-9]{12}):role/([\w+=,.@-]+/)*[\w+=,.@-]{1,64}$")]
    private static partial Regex RoleArn();

    private sealed record ServiceControlWish(string? Account, Dictionary<string, JsonElement>? Documents);

    private sealed record PoliciesWish(string? Principal, Dictionary<string, JsonElement>? Documents);

    private sealed record TrustWish(string? Role, JsonElement Document);
}
