using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class AudienceTests
{
    private const string Account = "222222222222";

    [Fact]
    public void Only_teams_and_accounts_that_are_named_are_included()
    {
        var audience = new Audience(false, [Samples.ConsumerTeam], [Account]);

        Assert.True(audience.Includes(Samples.ConsumerTeam));
        Assert.True(audience.Includes(Samples.ConsumerTeam, "333333333333"));
        Assert.True(audience.Includes(Samples.ProviderTeam, Account));
        Assert.False(audience.Includes(Samples.ProviderTeam));
        Assert.False(audience.Includes(Samples.ProviderTeam, "333333333333"));
    }

    [Fact]
    public void Naming_teams_includes_no_account_and_naming_accounts_no_team()
    {
        Assert.False(new Audience(false, [Samples.ConsumerTeam], []).Includes(Samples.ProviderTeam, Account));
        Assert.False(new Audience(false, [], [Account]).Includes(Samples.ConsumerTeam));
        Assert.False(new Audience(false, [], [Account]).Includes(Samples.ConsumerTeam, "333333333333"));
    }

    [Fact]
    public void Everyone_includes_all_and_nobody_none()
    {
        Assert.True(Audience.All.Includes(Samples.ConsumerTeam, Account));
        Assert.True(Audience.All.Includes(Samples.ConsumerTeam));
        Assert.False(Audience.Nobody.Includes(Samples.ConsumerTeam, Account));
        Assert.False(Audience.Nobody.Includes(Guid.Empty, ""));
    }
}
