using Microsoft.AspNetCore.Components;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Shared;

/// <summary>Every advice of the error table leads somewhere: to a page of the portal, or to AWS's console and the command that does the same.</summary>
public sealed class WayOutLinkTests
{
    private static readonly Guid Connection = new("0199aaaa-0000-7000-8000-000000000001");
    private static readonly Guid Service = new("0199aaaa-0000-7000-8000-000000000002");

    [Fact]
    public void Each_row_of_the_error_table_can_be_followed_by_whoever_reads_it()
    {
        var rows = AwsErrorTable.Rows.Where(row => row.WayOut != WayOut.None).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.DoesNotContain("None", row.Action, StringComparison.Ordinal);
            foreach (var link in new[] { Link(row, Connection), Link(row, null) })
            {
                Assert.True(IsPage(link) || IsCommand(link), $"{row.Code}: {link}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_way_out_leads_somewhere(WayOut wayOut)
    {
        var link = WayOutLink.Of(wayOut, "eu-central-1", Connection, Service);

        Assert.True(link is null ? wayOut is WayOut.None or WayOut.Unknown : IsPage(link) || IsCommand(link));
    }

    [Fact]
    public void A_quota_is_opened_where_it_is_raised_in_the_partition_of_its_region()
    {
        var link = WayOutLink.Of(WayOut.Quotas, "cn-north-1", Connection, Service, AwsQuota.InterfaceEndpoints)!;

        Assert.Equal("https://console.amazonaws.cn/servicequotas/home/services/vpc/quotas/L-29B6F2EB?region=cn-north-1", link.Address);
        Assert.Equal(
            "aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-29B6F2EB --desired-value VALUE --region cn-north-1",
            link.Command);
    }

    [Theory]
    [InlineData(WayOut.Role)]
    [InlineData(WayOut.RoleTrust)]
    public void Whoever_looks_after_the_account_is_led_to_what_its_role_has_to_be(WayOut wayOut)
    {
        var link = WayOutLink.Of(wayOut, "us-east-1", Connection, Service, account: "310000000001")!;

        Assert.Equal(("/accounts/310000000001/setup", true), (link.Address, link.Command!.StartsWith("aws iam ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_page_does_not_link_to_itself() =>
        Assert.Null(WayOutLink.Of(WayOut.DeleteConnection, "us-east-1", Connection, Service)!.UnlessAt($"/connections/{Connection}"));

    [Fact]
    public void What_is_to_be_changed_leads_to_the_page_that_changes_it_and_who_may_not_to_the_page_that_tells_of_it()
    {
        Assert.Equal($"/connections/{Connection}/change", WayOutLink.Of(WayOut.ChangeConnection, "us-east-1", Connection, Service)!.Address);
        Assert.Equal($"/services/{Service}/change", WayOutLink.Of(WayOut.ChangeService, "us-east-1", null, Service)!.Address);
        // A consumer reads it on the connection's page: the service is its provider's to change.
        Assert.Equal($"/services/{Service}", WayOutLink.Of(WayOut.ChangeService, "us-east-1", Connection, Service)!.Address);
        Assert.Equal($"/connections/{Connection}", WayOutLink.Of(WayOut.ChangeConnection, "us-east-1", Connection, Service, mayChange: false)!.Address);
        Assert.Equal($"/services/{Service}", WayOutLink.Of(WayOut.ChangeService, "us-east-1", null, Service, mayChange: false)!.Address);
    }

    public static TheoryData<WayOut> Kinds => [.. Enum.GetValues<WayOut>()];

    private static WayOutLink Link(AwsErrorRow row, Guid? connection) => WayOutLink.Of(row.WayOut, "us-east-1", connection, Service, row.Quota)!;

    private static bool IsPage(WayOutLink link) => link.Command is null && typeof(Program).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
        .Any(route => new[] { Connection, Service }.Any(
            id => route.Template.Replace("{Id:guid}", id.ToString(), StringComparison.Ordinal) == link.Address));

    private static bool IsCommand(WayOutLink link) =>
        link.Command?.Split(' ') is ["aws", { Length: > 0 }, { Length: > 0 }, ..] && Uri.IsWellFormedUriString(link.Address, UriKind.Absolute);
}
