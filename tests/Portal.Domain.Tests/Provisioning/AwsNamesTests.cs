using FsCheck.Fluent;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class AwsNamesTests
{
    private static readonly Guid Installation = Guid.Parse("019683a0-0000-7000-8000-0000000000bb");

    [Fact]
    public void A_name_never_changes_for_the_same_object() =>
        Assert.Equal("plp-w7nvclpche3lmu4tthmyezmn5", AwsNames.Derive(Installation, Samples.ServiceId, CreateLoadBalancerStep.Definition.Key(), 1));

    [Fact]
    public void Every_name_keeps_to_the_rules_of_load_balancers_and_target_groups() =>
        Property.Holds(
            from id in Gen.Choose(0, int.MaxValue)
            from part in Gen.Elements("443", "53-UDP", "8443", "65535-TCP_UDP")
            from generation in Gen.Choose(1, 1000)
            select AwsNames.Derive(Installation, Number(id), CreateTargetGroupStep.Definition.Key(part), generation),
            name =>
            {
                Assert.InRange(name.Length, 1, 32);
                Assert.Matches(@"^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\z", name);
                Assert.False(name.StartsWith("internal-", StringComparison.Ordinal));
            });

    [Fact]
    public void Another_installation_subject_step_or_generation_has_another_name()
    {
        var key = CreateTargetGroupStep.Definition.Key("443");
        string[] names =
        [
            AwsNames.Derive(Installation, Samples.ServiceId, key, 1),
            AwsNames.Derive(Installation, Samples.ServiceId, key, 2),
            AwsNames.Derive(Installation, Samples.ServiceId, key, 12),
            AwsNames.Derive(Samples.ServiceId, Installation, key, 1),
            AwsNames.Derive(Samples.ReviewId, Samples.ServiceId, key, 1),
            AwsNames.Derive(Installation, Samples.ReviewId, key, 1),
            AwsNames.Derive(Installation, Samples.ServiceId, CreateTargetGroupStep.Definition.Key("80"), 1),
            AwsNames.Derive(Installation, Samples.ServiceId, CreateLoadBalancerStep.Definition.Key("443"), 1),
        ];

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Ten_thousand_generations_have_ten_thousand_names() =>
        Assert.Equal(
            10_000,
            Enumerable.Range(1, 10_000)
                .Select(generation => AwsNames.Derive(Installation, Samples.ServiceId, CreateLoadBalancerStep.Definition.Key(), generation)).Distinct()
                .Count());

    [Fact]
    public void Every_tag_keeps_to_the_rules_of_AWS()
    {
        string[] tags = [PortalTags.Installation, PortalTags.Service, PortalTags.Connection, PortalTags.Operation];

        Assert.Equal(tags.Length, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches(@"^privatelink-portal:[a-z]{1,100}\z", tag));
    }

    private static Guid Number(int value) => new(value, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
