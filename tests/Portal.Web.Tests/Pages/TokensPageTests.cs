using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed partial class TokensPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_person_makes_a_token_sees_it_once_and_revokes_it()
    {
        var chen = await OpenAsync(Cast.Chen, "/tokens");
        chen.Reads("No token yet");

        chen.Press("Make a token");
        chen.Reads("What it may do");
        chen.Press("Make it");
        chen.Reads("Say in 1 to 100 characters of text what the token is for.");
        chen.Enter("What is it for?", "Terraform");
        chen.Press("Make it");

        chen.Reads("Copy the token now");
        var token = TokenText().Match(chen.Text).Value;
        var holder = (await World.Get<Identities>().OfTokenAsync(token, Cancel))!;
        Assert.Equal(Cast.Chen.Key, holder.Actor.Key);
        Assert.True(holder.May(TokenScope.Read));
        Assert.False(holder.May(TokenScope.Request));

        chen.Open("/");
        chen.Open("/tokens");
        chen.Reads("Terraform");
        chen.ReadsNot(token);

        chen.Press("Revoke Terraform");
        chen.Reads("Whatever uses this token is refused from then on.");
        chen.Press("Revoke it");
        chen.Reads("Terraform is revoked.");
        Assert.Null(await World.Get<Identities>().OfTokenAsync(token, Cancel));
        Assert.Equal(["token.made", "token.revoked"], await HistoryAsync());
    }

    private async Task<IReadOnlyList<string>> HistoryAsync()
    {
        await using var context = World.Open();
        return await context.AuditRows.Where(row => row.Action.StartsWith("token.")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancel);
    }

    [GeneratedRegex("plp_[0-9a-f]{64}")]
    private static partial Regex TokenText();
}
