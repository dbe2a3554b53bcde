using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

public sealed class AccountProbeTests
{
    [Fact]
    public async Task A_role_that_asks_for_the_external_id_proves_its_account()
    {
        await using var world = await SandboxWorld.StartAsync();

        var proof = await world.Probe.ProveAsync(SandboxWorld.Access(world.Consumer), world.Consumer.Region, Party.Consumer, SandboxWorld.Cancellation);

        Assert.True(proof.IsProven);
        Assert.Null(proof.Failure);
        Assert.Equal(
            [$"The portal can assume {world.Consumer.RoleArn}", $"The role belongs to account {world.Consumer.AccountId}", "The role is refused without an "
                + "external id", "The role is refused with a wrong external id"],
            proof.Checks.Select(check => check.Words));
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_proves_nothing()
    {
        await using var world = await SandboxWorld.StartAsync();
        var access = SandboxWorld.Access(world.Consumer) with { ExternalId = "not-the-one" };

        var proof = await world.Probe.ProveAsync(access, world.Consumer.Region, Party.Consumer, SandboxWorld.Cancellation);

        Assert.False(proof.IsProven);
        Assert.Equal(
            [ProbeVerdict.Failed, ProbeVerdict.NotChecked, ProbeVerdict.NotChecked, ProbeVerdict.NotChecked], proof.Checks.Select(check => check.Verdict));
        Assert.Equal(("AccessDenied", Party.Consumer), (proof.Failure!.Code, proof.Failure.Owner));
        Assert.StartsWith("The portal may not assume its role in the account. Let the role's trust policy", proof.RoleAssumed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_account_proves_nothing()
    {
        await using var world = await SandboxWorld.StartAsync();
        var access = SandboxWorld.Access(world.Consumer) with { AccountId = "999999999999" };

        var proof = await world.Probe.ProveAsync(access, world.Consumer.Region, Party.Consumer, SandboxWorld.Cancellation);

        Assert.False(proof.IsProven);
        Assert.Equal(ProbeVerdict.Failed, proof.IsThatAccount.Verdict);
        Assert.Contains($"belongs to account {world.Consumer.AccountId}, not to 999999999999", proof.IsThatAccount.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_ask_for_the_external_id_is_not_proven()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.Answers = FakeAws.Xml(
            $"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>{FakeAws.Account}</Account></GetCallerIdentityResult>"
                + $"<ResponseMetadata><RequestId>{FakeAws.RequestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>");

        var proof = await new AccountProbe(clients)
            .ProveAsync(new(FakeAws.Account, "arn:aws:iam::123456789012:role/Portal", "an-id"), "eu-west-1", Party.Consumer, SandboxWorld.Cancellation);

        Assert.Equal([ProbeVerdict.Passed, ProbeVerdict.Passed, ProbeVerdict.Failed, ProbeVerdict.Failed], proof.Checks.Select(check => check.Verdict));
        Assert.False(proof.IsProven);
    }

    [Fact]
    public async Task When_AWS_cannot_be_reached_nothing_is_concluded()
    {
        await using var aws = await FakeAws.StartAsync();
        using var clients = aws.Clients();
        aws.AssumeRoleAnswers = FakeAws.RefusesQuery("ServiceUnavailable", status: 503);

        var failed = await Assert.ThrowsAsync<AwsCallException>(() =>
            new AccountProbe(clients)
                .ProveAsync(new(FakeAws.Account, "arn:aws:iam::123456789012:role/Portal", "an-id"), "eu-west-1", Party.Consumer, SandboxWorld.Cancellation));

        Assert.Equal(RetryClass.Transient, failed.Failure.Class);
    }
}
