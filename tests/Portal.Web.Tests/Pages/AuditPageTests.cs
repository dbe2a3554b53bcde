using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class AuditPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Each_line_says_who_did_what_to_what()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.RequestAsync(id, Cancel);
        var priya = await OpenAsync(Cast.Priya, "/audit");

        priya.Reads("chen");
        priya.Reads("Asked for");
        priya.Reads("Draft → Awaiting approval");
        priya.Reads("Storefront → Ledger");
    }

    [Fact]
    public async Task Filters_come_from_the_address()
    {
        var ledger = await World.StoreServiceAsync(Cancel, "Ledger");
        var payments = await World.StoreServiceAsync(Cancel, "Payments API");
        await World.DescribeAsync(ledger, new("General ledger", null, null, null, null), Cancel);
        await World.RequestAsync(payments, Cancel);
        var priya = await OpenAsync(Cast.Priya, "/audit?kind=Service");

        priya.Reads("General ledger");
        Assert.DoesNotContain("Storefront →", priya.Text, StringComparison.Ordinal);
        priya.Open($"/audit?subject={payments}");
        priya.Reads("Nothing matches");
        priya.Press("Show everything");
        priya.Reads("Storefront → Payments API");
    }

    [Fact]
    public async Task Nobody_reads_the_history_of_other_teams()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.DescribeAsync(id, new("General ledger", null, null, null, null), Cancel);
        var viktor = await OpenAsync(Cast.Viktor, "/audit");

        viktor.Reads("Nothing has happened yet");
        Assert.False(viktor.Has("Check the hashes"));
    }

    [Fact]
    public async Task An_auditor_checks_that_every_line_still_has_its_hash()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.DescribeAsync(id, new("General ledger", null, null, null, null), Cancel);
        var tomas = await OpenAsync(Cast.Tomas, "/audit");

        tomas.Press("Check the hashes");

        tomas.Reads("1 line checked, and each still says what was written down.");
    }

    [Fact]
    public async Task A_line_that_somebody_changed_is_found()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.DescribeAsync(id, new("General ledger", null, null, null, null), Cancel);
        var changed = await ForgeAsync();
        var tomas = await OpenAsync(Cast.Tomas, "/audit");

        tomas.Press("Check the hashes");

        tomas.Reads("1 line no longer says what was written down; 1 line checked.");
        Assert.Contains(changed.ToString(), tomas.Text, StringComparison.Ordinal);
        tomas.Reads("bytes, sha256");
    }

    [Fact]
    public async Task A_line_that_shows_somebody_else_than_was_written_down_is_found_and_what_differs_is_named()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.DescribeAsync(id, new("General ledger", null, null, null, null), Cancel);
        await using var context = World.Open();
        await context.AuditRows.ExecuteUpdateAsync(
            rows => rows.SetProperty(line => line.ActorSubject, "viktor").SetProperty(line => line.Action, "service.retry"), Cancel);
        var tomas = await OpenAsync(Cast.Tomas, "/audit");

        tomas.Press("Check the hashes");

        tomas.Reads("action, actor_subject");
    }

    /// <summary>Puts another name into what was written down, as somebody with the database's password could.</summary>
    private async Task<Guid> ForgeAsync()
    {
        await using var context = World.Open();
        var row = await context.AuditRows.AsNoTracking().SingleAsync(row => row.SubjectKind == SubjectKind.Service, Cancel);
        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(row.Bytes).Replace("priya", "viktor", StringComparison.Ordinal));
        await context.AuditRows.ExecuteUpdateAsync(rows => rows.SetProperty(line => line.Bytes, forged), Cancel);
        return row.Id;
    }
}
