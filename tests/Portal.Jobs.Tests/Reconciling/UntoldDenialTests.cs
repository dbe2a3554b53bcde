using Portal.Domain.Audit;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>The same where AWS does not tell the statement of an organisation's denial.</summary>
public sealed class UntoldDenialTests(PortalCluster cluster) : Engine(cluster)
{
    protected override SandboxSwitches Switches => new() { DenialsOfOrganizationsAreDecoded = false };

    [Fact]
    public async Task A_denial_whose_statement_AWS_does_not_tell_says_who_can_read_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.Aws.PutServiceControlAsync(
            world.Seed.Account("storefront-prod").AccountId, [new { Effect = "Deny", Action = "ec2:CreateVpcEndpoint", Resource = "*" }], Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.SettleAsync(Cancel);

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!;
        Assert.EndsWith(
            "AWS does not tell the portal the statement: whoever looks after the organisation can read its conditions", blocked.Action,
            StringComparison.Ordinal);
    }
}
