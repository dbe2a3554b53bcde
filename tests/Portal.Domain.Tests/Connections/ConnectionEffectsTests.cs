using FsCheck.Fluent;
using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

public sealed class ConnectionEffectsTests
{
    public static TheoryData<string> Changes => [.. ConnectionSpecs.Changes.Keys];

    [Fact]
    public void A_connections_effects_are_what_an_approver_reads()
    {
        var effects = ConnectionEffects.Of(Samples.ConnectionSpec()).Ordered.Select(
            effect => $"{effect.Step} in {effect.AccountId} {effect.Region}: {effect.Target} {effect.Detail}".TrimEnd());

        Assert.Equal(
            [
                $"connection.accept in 111111111111 us-east-1: {Samples.ServiceId}",
                $"connection.reject in 111111111111 us-east-1: {Samples.ServiceId}",
                $"endpoint.create in 222222222222 us-east-1: vpc-0a1b2c3d4e5f60718 service={Samples.ServiceId};"
                    + "subnets=subnet-0aaaaaaaaaaaaaaa1,subnet-0aaaaaaaaaaaaaaa2@10.20.2.17;groups=sg-0bbbbbbbbbbbbbbb1,sg-0bbbbbbbbbbbbbbb2",
                "endpoint.delete in 222222222222 us-east-1: vpc-0a1b2c3d4e5f60718 at 2026-08-02T09:30:00.0000000Z or when asked",
                "endpoint.modify in 222222222222 us-east-1: vpc-0a1b2c3d4e5f60718 "
                    + "subnets=subnet-0aaaaaaaaaaaaaaa1,subnet-0aaaaaaaaaaaaaaa2@10.20.2.17;groups=sg-0bbbbbbbbbbbbbbb1,sg-0bbbbbbbbbbbbbbb2",
                $"principal.allow in 111111111111 us-east-1: {Samples.ServiceId} arn:aws:iam::222222222222:root",
                "private-dns.enable in 222222222222 us-east-1: vpc-0a1b2c3d4e5f60718",
            ],
            effects);
    }

    [Fact]
    public void A_stored_hash_stays_valid() =>
        Assert.Equal("fc48624ded0330e3be9693ffaf80d4798d6918f1e46850963d8c7d5b86366d83", ConnectionEffects.Of(Samples.ConnectionSpec()).PlanHash);

    [Fact]
    public void The_order_of_lists_and_the_zone_of_a_time_leave_the_hash_as_it_is() =>
        Property.Holds(
            from spec in ConnectionSpecs.Any
            from subnets in Generate.Shuffled(spec.Subnets)
            from groups in Generate.Shuffled(spec.SecurityGroupIds)
            select (spec, other: spec with { Subnets = subnets, SecurityGroupIds = groups, EndsAt = spec.EndsAt?.ToOffset(TimeSpan.FromHours(5)) }),
            specs => Assert.Equal(ConnectionEffects.Of(specs.spec).PlanHash, ConnectionEffects.Of(specs.other).PlanHash));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_makes_AWS_do_something_else_changes_the_hash(string change) =>
        Property.Holds(
            ConnectionSpecs.Any,
            spec => Assert.NotEqual(ConnectionEffects.Of(spec).PlanHash, ConnectionEffects.Of(ConnectionSpecs.Changes[change](spec)).PlanHash));
}
