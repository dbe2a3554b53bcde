using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;

namespace Portal.Domain.Tests.Policies;

public sealed class ApprovalPolicyTests
{
    private static readonly ReviewLevel Network = new("Network admins", null, 1);

    [Fact]
    public void By_default_one_network_admin_decides_and_then_the_provider() =>
        Assert.Equal([Network, new("Providers of Ledger", Samples.ProviderTeam, 1)], LevelsFor(Audience.Nobody));

    [Fact]
    public void A_provider_who_approves_this_team_at_once_is_not_asked() =>
        Assert.Equal([Network], LevelsFor(new Audience(false, [Samples.ConsumerTeam], [])));

    [Fact]
    public void A_provider_who_approves_this_account_at_once_is_not_asked() =>
        Assert.Equal([Network], LevelsFor(new Audience(false, [], ["222222222222"])));

    [Fact]
    public void A_provider_who_approves_everyone_at_once_leaves_the_network_admins_to_decide() =>
        Assert.Equal([Network], LevelsFor(Audience.All));

    [Fact]
    public void Approving_somebody_else_at_once_does_not_help_this_consumer() =>
        Assert.Equal(2, LevelsFor(new Audience(false, [Samples.ProviderTeam], ["333333333333"])).Count);

    private static IReadOnlyList<ReviewLevel> LevelsFor(Audience autoApproval)
    {
        var service = EndpointService.Publish(Samples.ProviderTeam, Samples.ServiceDraft() with { AutoApproval = autoApproval }, Samples.Now);
        return ApprovalPolicy.LevelsForConnect(service, Samples.ConsumerTeam, "222222222222");
    }
}
