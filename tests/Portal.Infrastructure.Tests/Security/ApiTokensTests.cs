using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Security;

public sealed class ApiTokensTests(PortalCluster cluster) : IAsyncLifetime
{
    private PortalWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApiTokens Tokens => _world.Get<ApiTokens>();

    private Identities Identities => _world.Get<Identities>();

    public async ValueTask InitializeAsync() => _world = await PortalWorld.StartAsync(cluster, Cancel);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_token_for_one_team_has_no_other_teams_and_no_roles_in_the_whole_portal()
    {
        var nora = _world.Cast.Nora;
        var chen = _world.Cast.Chen;
        var everywhere = await Identities.OfTokenAsync(await Tokens.MakeAsync(nora, Read("all"), Cancel), Cancel);
        Assert.True(everywhere!.Actor.IsNetworkAdmin);

        var team = chen.TeamIds.Single();
        var forTeam = (await Identities.OfTokenAsync(await Tokens.MakeAsync(chen, Read("team") with { TeamId = team }, Cancel), Cancel))!.Actor;

        Assert.Equal([team], forTeam.TeamIds);
        Assert.Empty(forTeam.PortalRoles);
        Assert.Equal("teamId", Assert.Single(await ErrorsAsync(nora, Read("foreign") with { TeamId = team })).Field);
    }

    [Fact]
    public async Task A_token_ends_by_itself()
    {
        var token = await Tokens.MakeAsync(_world.Cast.Chen, Read("short") with { Days = 1 }, Cancel);

        await _world.PassAsync(TimeSpan.FromDays(1), Cancel);

        Assert.Null(await Identities.OfTokenAsync(token, Cancel));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_made()
    {
        var errors = await ErrorsAsync(_world.Cast.Chen, new("two\r\nlines", [], 0, Guid.Empty));

        Assert.Equal(["name", "scopes", "days", "teamId"], errors.Select(error => error.Field));
        Assert.Empty(await Tokens.ListAsync(_world.Cast.Chen, Cancel));
    }

    [Fact]
    public async Task Two_valid_tokens_of_a_person_never_have_one_name_and_nobody_sees_or_revokes_anothers()
    {
        await Tokens.MakeAsync(_world.Cast.Chen, Read("Terraform"), Cancel);

        Assert.Equal("name", Assert.Single(await ErrorsAsync(_world.Cast.Chen, Read("Terraform"))).Field);
        Assert.Empty(await Tokens.ListAsync(_world.Cast.Amara, Cancel));
        var token = Assert.Single(await Tokens.ListAsync(_world.Cast.Chen, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Tokens.RevokeAsync(_world.Cast.Amara, token.Id, Cancel));
        await Tokens.RevokeAsync(_world.Cast.Chen, token.Id, Cancel);
        await Tokens.MakeAsync(_world.Cast.Chen, Read("Terraform"), Cancel);
    }

    private static MakeTokenInput Read(string name) => new(name, [TokenScope.Read], 30, null);

    private async Task<IReadOnlyList<FieldError>> ErrorsAsync(Actor actor, MakeTokenInput input) =>
        (await Assert.ThrowsAsync<InvalidInputException>(() => Tokens.MakeAsync(actor, input, Cancel))).Errors;
}
