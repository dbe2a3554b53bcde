using Portal.Domain.PrivateDns;

namespace Portal.Domain.Tests.PrivateDns;

public sealed class PrivateNameConflictsTests
{
    private const string Vpc = "vpc-0a";

    [Fact]
    public void A_VPC_in_which_nothing_has_the_name_has_no_conflict() =>
        Assert.Empty(Of("api.example.com", [new("vpce-1", ["vpce-1-x.vpce-svc-1.us-east-1.vpce.amazonaws.com", "other.example.com"])], Zone("example.org.")));

    [Theory]
    [InlineData("api.example.com", "api.example.com")]
    [InlineData("api.example.com", "API.example.com.")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("*.example.com", @"\052.example.com")]
    [InlineData("*.example.com", "example.com")]
    public void Another_endpoint_with_the_name_is_a_refusal_that_names_it(string wanted, string taken)
    {
        var note = Assert.Single(Of(wanted, [new("vpce-1", [taken])], Kept(wanted.Replace("*.", "", StringComparison.Ordinal))));

        Assert.Equal(("endpointConflict", true), (note.Kind, note.IsRefusal));
        Assert.Contains("vpce-1 in vpc-0a", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_hosted_zone_of_the_name_is_a_refusal_that_names_it_and_its_owner()
    {
        var note = Assert.Single(Of("api.example.com", [], Zone("api.example.com.")));

        Assert.Equal(("zoneConflict", true), (note.Kind, note.IsRefusal));
        Assert.Contains("Z1, of account 310000000001", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_that_AWS_keeps_for_an_endpoint_that_is_not_shown_is_a_refusal_too() =>
        Assert.Equal("zoneConflict", Assert.Single(Of("api.example.com", [], Kept("api.example.com."))).Kind);

    [Fact]
    public void A_wider_zone_stands_beside_it_and_loses_the_name()
    {
        var note = Assert.Single(Of("api.example.com", [], Zone("example.com.")));

        Assert.Equal(("zoneAbove", false), (note.Kind, note.IsRefusal));
    }

    [Fact]
    public void A_narrower_zone_keeps_its_names_from_a_wildcard_and_matters_to_no_other_name()
    {
        var note = Assert.Single(Of("*.example.com", [], Zone("api.example.com.")));
        Assert.Equal(("zoneBelow", false), (note.Kind, note.IsRefusal));
        Assert.Empty(Of("example.com", [], Zone("api.example.com.")));
        Assert.Empty(Of("api.example.com", [], Zone("notapi.example.com."), Zone("i.example.com.")));
    }

    [Fact]
    public void Zones_that_could_not_be_read_are_no_conflict() => Assert.Empty(PrivateNameConflicts.Of("api.example.com", Vpc, [], null));

    private static IReadOnlyList<PrivateDnsNote> Of(string wanted, PrivateNameHolder[] endpoints, params PrivateZone[] zones) =>
        PrivateNameConflicts.Of(wanted, Vpc, endpoints, zones);

    private static PrivateZone Zone(string name) => new("Z1", name, "310000000001", null);

    private static PrivateZone Kept(string name) => new("Z2", name, null, "vpce.amazonaws.com");
}
