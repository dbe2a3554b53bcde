namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>Private hosted zones of VPCs, as Route 53 tells of them.</summary>
internal sealed class HostedZoneTour(TestSandbox sandbox)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var vpc = sandbox.Account("storefront-prod").Vpc("storefront").VpcId;
        (await sandbox.Control.PutAsync($"vpcs/{vpc}/hosted-zones/internal.example", null, Cancel)).EnsureSuccessStatusCode();
        var zones = sandbox.HostedZones(sandbox.Keys("storefront-prod"));
        Assert.NotEmpty((await zones.ListByVpcAsync(new() { VpcId = vpc, VpcRegion = "us-east-1" }, Cancel)).HostedZones);
        await Refused.AsAsync("InvalidInput", () => zones.ListByVpcAsync(new() { VpcId = vpc, VpcRegion = "eu-west-1" }, Cancel));
        await Refused.AsAsync(
            "InvalidPaginationToken", () => zones.ListByVpcAsync(new() { VpcId = vpc, VpcRegion = "us-east-1", NextToken = "nothing" }, Cancel));
    }
}
