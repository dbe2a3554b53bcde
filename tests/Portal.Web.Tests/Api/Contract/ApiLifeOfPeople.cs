using System.Text.Json;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>What the API does with teams, people, invitations and customers.</summary>
internal sealed class ApiLifeOfPeople(ApiHost host, ApiLife life)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task GoesAsync()
    {
        await TeamAsync();
        await PersonAsync();
        await AdmissionsAsync();
        await CustomerAsync();
    }

    private async Task TeamAsync()
    {
        var team = ApiLife.IdOf(await life.PostAsync("Nora", "teams", new { name = "Life research" }));
        await life.GetAsync("Nora", "teams?search=life&closed=false&limit=5");
        await life.PatchAsync("Nora", $"teams/{team}", new { name = "Life sciences" });
        await life.PutAsync("Nora", $"teams/{team}/tags/Stage", new { values = new[] { "prod" } });
        Assert.Equal("Stage", (await life.GetAsync("Nora", $"teams/{team}")).GetProperty("askedTags")[0].GetProperty("key").GetString());
        await life.DeleteAsync("Nora", $"teams/{team}/tags/Stage");
        Assert.Equal("Life sciences", (await life.GetAsync("Nora", $"teams/{team}")).GetProperty("name").GetString());
        var person = await host.MakePersonAsync("Lisbet", Cancel);
        await life.PostAsync("Nora", $"teams/{team}/members", new { personId = person, roles = new[] { "consumer" } });
        await life.PatchAsync("Nora", $"teams/{team}/members/{person}", new { roles = new[] { "provider" } });
        await life.GetAsync("Nora", $"teams/{team}/members");
        await life.DeleteAsync("Nora", $"teams/{team}/members/{person}");

        var account = host.Seed.Account("storefront-prod").AccountId;
        await life.PostAsync("Nora", $"accounts/{account}/grants", new { teamId = team });
        await life.PatchAsync("Nora", $"accounts/{account}/grants/{team}", new { vpcIds = new[] { "vpc-0123456789abcdef0" } });
        await life.GetAsync("Nora", $"accounts/{account}/grants");
        await life.DeleteAsync("Nora", $"accounts/{account}/grants/{team}");
        await life.DeleteAsync("Nora", $"teams/{team}");
        await life.PostAsync("Nora", $"teams/{team}/reopening");
    }

    /// <summary>Of a person whose token nobody else uses: revoked ones do not come back.</summary>
    private async Task PersonAsync()
    {
        await life.GetAsync("Chen", "people/me");
        await host.MakePersonAsync("Marit", Cancel);
        var person = (await life.GetAsync("Nora", "people?search=Marit&blocked=false&limit=5")).GetProperty("items")[0].GetProperty("id").GetString();
        await life.GetAsync("Nora", $"people/{person}");
        await life.PatchAsync("Nora", $"people/{person}", new { portalRoles = new[] { "auditor" } });
        await life.GetAsync("Nora", $"people/{person}/sessions");
        await life.DeleteAsync("Nora", $"people/{person}/sessions");
        var token = (await life.GetAsync("Nora", $"people/{person}/tokens")).GetProperty("items")[0].GetProperty("id").GetString();
        await life.DeleteAsync("Nora", $"people/{person}/tokens/{token}");
        await life.DeleteAsync("Nora", $"people/{person}/tokens");
        await life.PostAsync("Nora", $"people/{person}/block", new { reason = "On leave" });
        await life.DeleteAsync("Nora", $"people/{person}/block");
    }

    private async Task AdmissionsAsync()
    {
        var team = (await life.GetAsync("Nora", "teams?search=storefront")).GetProperty("items")[0].GetProperty("id").GetString();
        var invitation = ApiLife.IdOf(await life.PostAsync(
            "Nora", "invitations", new { teamId = team, roles = new[] { "consumer" }, guest = "Mara", days = 3 }));
        await life.GetAsync("Nora", $"invitations?teamId={team}&open=true");
        await life.DeleteAsync("Nora", $"invitations/{invitation}");
        var rule = ApiLife.IdOf(await life.PostAsync(
            "Nora", "group-rules", new { provider = ApiHost.Provider, group = "storefront-people", teamId = team, teamRoles = new[] { "consumer" } }));
        await life.GetAsync("Nora", "group-rules");
        await life.GetAsync("Nora", "group-rules/unmapped-groups");
        await life.DeleteAsync("Nora", $"group-rules/{rule}");
    }

    private async Task CustomerAsync()
    {
        var customer = ApiLife.IdOf(await life.PostAsync("Priya", $"services/{host.ServiceId}/customer-connections", new
        {
            customer = "Lifewind",
            accountId = "320000000009",
            justification = "They pay by card.",
            externalReference = "tenant-life",
            days = 7,
        }));
        await life.GetAsync("Priya", $"services/{host.ServiceId}/customer-connections?externalReference=tenant-life");
        await life.GetAsync("Priya", $"customer-connections/{customer}");
        await life.PostAsync("Priya", $"customer-connections/{customer}/link", new { days = 3 });
        await life.DeleteAsync("Priya", $"customer-connections/{customer}/link");
        await life.DeleteAsync("Priya", $"customer-connections/{customer}?reason=Over");
    }
}
