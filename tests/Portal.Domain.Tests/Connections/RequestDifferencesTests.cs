using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

public sealed class RequestDifferencesTests
{
    private static readonly ConnectionDraft Last = new(Samples.ConnectionSpec(), "For checkout.", new Dictionary<string, string>(), null);

    public static TheoryData<string, bool> Fields => new()
    {
        { "What it is for", true }, { "Account", true }, { "Ends", true }, { "VPC", false }, { "Subnets", false }, { "Security groups", false },
        { "Private DNS", false }, { "Tags", false }, { "Reference", false },
    };

    [Fact]
    public void What_was_sent_again_as_it_was_differs_in_nothing() => Assert.Empty(RequestDifferences.Of(Last, Last with { }));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Each_thing_that_people_can_enter_is_told_and_the_provider_reads_of_the_network_nothing(string field, bool isShown)
    {
        var change = Assert.Single(RequestDifferences.Of(Last, Changed(field)));

        Assert.Equal(field, change.Field);
        Assert.NotEqual(change.Before, change.After);
        Assert.Equal(isShown, RequestDifferences.IsShownToProvider(change.Field));
    }

    private static ConnectionDraft Changed(string field) => field switch
    {
        "What it is for" => Last with { Justification = "For checkout in the shop." },
        "Account" => Last with { Spec = Last.Spec with { AccountId = "999988887777" } },
        "Ends" => Last with { Spec = Last.Spec with { EndsAt = Samples.Now.AddDays(30) } },
        "VPC" => Last with { Spec = Last.Spec with { VpcId = "vpc-0fffffffffffffff0" } },
        "Subnets" => Last with { Spec = Last.Spec with { Subnets = [.. Last.Spec.Subnets.Skip(1)] } },
        "Security groups" => Last with { Spec = Last.Spec with { SecurityGroupIds = [.. Last.Spec.SecurityGroupIds, "sg-0fffffffffffffff0"] } },
        "Private DNS" => Last with { Spec = Last.Spec with { PrivateDns = !Last.Spec.PrivateDns } },
        "Tags" => Last with { Tags = new Dictionary<string, string> { ["team"] = "shop" } },
        _ => Last with { ExternalReference = "CHG-1" },
    };
}
