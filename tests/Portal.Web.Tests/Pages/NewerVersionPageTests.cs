using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
using Portal.Testing.Worlds;
using Portal.Web.Layout;

namespace Portal.Web.Tests.Pages;

/// <summary>A newer version of the portal works beside this one, and each kind of row holds something that this one does not know.</summary>
public sealed class NewerVersionPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Shown = $"Unknown (\"{Foreign.Word}\")";

    // Of who may not see the page, whatever stands in it.
    private static readonly string[] Refusals = ["There is no such", "Only network admins"];

    [Fact]
    public async Task Every_page_opens_for_everybody_beside_rows_of_a_newer_version()
    {
        var (service, connections) = await PlantEverythingAsync();
        var reviews = new List<Guid>();
        foreach (var connection in connections)
        {
            reviews.Add((await World.ReviewAsync(connection, Cancel)).Id);
        }

        string[] addresses =
        [
            .. Pages().Where(page => !page.Contains('{', StringComparison.Ordinal)), "/connections?stage=unknown", "/services?stage=unknown",
            "/reviews?state=unknown", "/audit?kind=unknown",
            .. connections.Select(id => $"/connections/{id}"), .. reviews.Select(id => $"/reviews/{id}"), $"/services/{service}",
        ];
        foreach (var who in new[] { Cast.Chen, Cast.Priya, Cast.Amara, Cast.Nora, Cast.Tomas })
        {
            var browser = await SignInAsync(who);
            foreach (var address in addresses)
            {
                browser.Open(address);
                browser.Wait(() => Assert.True(browser.Heading.Length > 0 && browser.Screen.FindAll(".loading").Count == 0, $"{who.Name} waits for {address}"));
                Assert.Empty(
                    browser.Screen.FindAll("[role=alert]").Select(note => note.TextContent.Trim())
                        .Where(text => text.Length > 0 && !Refusals.Any(refusal => text.StartsWith(refusal, StringComparison.Ordinal)))
                    .Select(text => $"{who.Name} at {address}: {text}"));
            }
        }
    }

    [Fact]
    public async Task A_connection_in_an_unknown_stage_is_shown_with_what_is_stored_and_what_to_do_and_without_buttons()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        await World.WriteAsync($"update connection set stage = '{Foreign.Word}'", Cancel);

        foreach (var who in new[] { Cast.Chen, Cast.Priya, Cast.Nora })
        {
            var list = await OpenAsync(who, "/connections?stage=unknown");
            list.Reads(Shown);
            list.Reads("Operator: Upgrade this version");
            var page = await OpenAsync(who, $"/connections/{id}");
            page.Reads(Shown);
            page.Reads($"Blocked: This version of the portal does not know the stage \"{Foreign.Word}\"; it was probably written by a newer version.");
            Assert.DoesNotContain("Since never", page.Screen.Markup, StringComparison.Ordinal);
            page.Reads("The operator's turn: Upgrade this version, or act in the newer one.");
            Assert.DoesNotContain(new[] { "Withdraw", "Delete", "Refresh", "Extend" }, page.Has);
        }

        var home = await OpenAsync(Cast.Nora, "/");
        home.Reads(Shown);
    }

    [Fact]
    public async Task A_service_in_an_unknown_stage_can_be_seen_and_not_asked_for()
    {
        var id = await World.StoreServiceAsync(Cancel);
        await World.WriteAsync($"update endpoint_service set stage = '{Foreign.Word}'", Cancel);

        foreach (
            var (who, address) in new[] { (Cast.Chen, "/catalogue"), (Cast.Chen, $"/services/{id}"), (Cast.Priya, $"/services/{id}"),
                (Cast.Priya, "/services"), (Cast.Priya, "/services?stage=unknown") })
        {
            var page = await OpenAsync(who, address);
            page.Reads(Shown);
            Assert.DoesNotContain(new[] { "Request a connection", "Withdraw", "Change", "Refresh" }, page.Has);
        }
    }

    [Fact]
    public async Task The_services_of_a_provider_count_connections_that_only_a_newer_version_knows()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel);
        await World.RequestAsync(service, Cancel, Inputs.Staging(World.Seed, service));
        await World.WriteAsync($"update connection set stage = '{Foreign.Word}' where id = '{id}'", Cancel);

        var priya = await OpenAsync(Cast.Priya, "/services");

        priya.Reads("1 waiting");
        priya.Reads("1 unknown");
    }

    [Theory]
    [InlineData("state", "State")]
    [InlineData("purpose", "purpose")]
    [InlineData("levels", "levels")]
    public async Task A_review_that_cannot_be_read_is_nobodys_to_decide_and_says_why(string column, string told)
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var review = await World.ReviewAsync(id, Cancel);
        await World.WriteAsync(
            column == "levels" ? $"update review set levels = '[{{\"newer\":\"{Foreign.Word}\"}}]'" : $"update review set {column} = '{Foreign.Word}'", Cancel);

        var nora = await OpenAsync(Cast.Nora, $"/reviews/{review.Id}");

        nora.Reads($"This version of the portal does not know the {told.ToLowerInvariant()} \"");
        nora.Reads(Foreign.Word);
        Assert.False(nora.Has("Approve"));
        var list = await OpenAsync(Cast.Nora, "/reviews");
        list.Reads(Foreign.Word);
    }

    [Fact]
    public async Task What_else_a_newer_version_stores_is_shown_where_it_belongs()
    {
        await PlantEverythingAsync();

        (await OpenAsync(Cast.Nora, "/audit?kind=unknown")).Reads(Shown);
        (await OpenAsync(Cast.Nora, "/operations")).Reads(Shown);
        var account = await OpenAsync(Cast.Chen, "/accounts");
        account.Reads(Shown);
        account.Reads("Upgrade this version, or act in the newer one.");
        account.Reads($"Unknown (\"{Foreign.Word}\")");
        (await OpenAsync(Cast.Nora, "/")).Reads(Shown);
    }

    [Fact]
    public async Task An_outcome_that_only_a_newer_version_knows_stands_in_the_plan()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        await StoreOperationAsync(id);
        await World.WriteAsync($"update operation set outcome = '{Foreign.Word}', step_key = 'security-group.create'", Cancel);
        await World.WriteAsync($"update attempt set outcome = '{Foreign.Word}'", Cancel);

        foreach (var who in new[] { Cast.Chen, Cast.Priya })
        {
            var page = await OpenAsync(who, $"/connections/{id}");
            page.Reads($"\"{Foreign.Word}\", which only a newer version of the portal knows");
            page.Reads(Shown);
        }
    }

    /// <returns>A service that everybody sees, and connections each of which has another part that cannot be read.</returns>
    private async Task<(Guid Service, IReadOnlyList<Guid> Connections)> PlantEverythingAsync()
    {
        var service = await World.StoreServiceAsync(Cancel);
        foreach (var column in new[] { "spec", "visibility", "auto_approval", "tags" })
        {
            var id = await World.StoreServiceAsync(Cancel, $"Newer {column}");
            await World.WriteAsync($"update endpoint_service set {column} = '{{\"newer\":1}}' where id = '{id}'", Cancel);
        }

        await World.WriteAsync(
            $"update endpoint_service set stage = '{Foreign.Word}' where id = '{await World.StoreServiceAsync(Cancel, "Newer stage")}'", Cancel);
        List<Guid> connections = [];
        foreach (var change in new[]
        {
            $"update connection set stage = '{Foreign.Word}' where id = 'ID'", "update connection set spec = '{}' where id = 'ID'",
            "update connection set tags = '[]' where id = 'ID'",
            $"update review set state = '{Foreign.Word}' where subject_id = 'ID'", $"update review set purpose = '{Foreign.Word}' where subject_id = 'ID'",
            "update review set levels = '[1]' where subject_id = 'ID'", "update review set effect_bytes = 'x' where subject_id = 'ID'",
            $"update review_decision set verdict = '{Foreign.Word}' where review_id in (select id from review where subject_id = 'ID')",
            "update work set observation = '{}', conditions = '[]' where id = 'ID'", $"update work set kind = '{Foreign.Word}' where id = 'ID'",
            $"update operation set outcome = '{Foreign.Word}', step_key = 'newer', request = 'x' where aggregate_id = 'ID'",
            $"update attempt set outcome = '{Foreign.Word}' where operation_id in (select id from operation where aggregate_id = 'ID')",
        })
        {
            var id = await World.RequestAsync(service, Cancel);
            await World.DecideAsync(id, Cast.Nora, "approve", Cancel);
            await StoreOperationAsync(id);
            await World.WriteAsync(change.Replace("ID", id.ToString(), StringComparison.Ordinal), Cancel);
            connections.Add(id);
        }

        await World.WriteAsync($"update aws_account set stage = '{Foreign.Word}' where alias = 'storefront-staging'", Cancel);
        await World.WriteAsync($"update membership set roles = roles || array['{Foreign.Word}'] where subject = 'chen'", Cancel);
        await World.WriteAsync($"update person set portal_roles = portal_roles || array['{Foreign.Word}'] where subject = 'nora'", Cancel);
        await World.WriteAsync($"update audit_row set subject_kind = '{Foreign.Word}' where subject_id = '{connections[0]}'", Cancel);
        await World.WriteAsync($"update audit_row set bytes = 'x' where subject_id = '{connections[1]}'", Cancel);
        return (service, connections);
    }

    private async Task StoreOperationAsync(Guid connection)
    {
        await using var context = World.Open();
        var now = World.Clock.GetUtcNow();
        var operation = new OperationRow
        {
            Id = Guid.CreateVersion7(now),
            Kind = SubjectKind.Connection,
            AggregateId = connection,
            StepKey = CreateEndpointStep.Definition.Name,
            Generation = 1,
            AccountId = "111122223333",
            Region = "us-east-1",
            Request = [],
            PlanHash = "",
            CreatedAt = now,
            LastSentAt = now,
        };
        context.Operations.Add(operation);
        context.Attempts.Add(
            new AttemptRow { Id = Guid.CreateVersion7(now), OperationId = operation.Id, Number = 1, Fence = 1, Worker = "test", SentAt = now });
        context.Work.Add(
            new WorkRow
            {
                Kind = SubjectKind.Connection,
                Id = connection,
                AccountId = "310000000001",
                Region = "us-east-1",
                DueAt = now.AddMinutes(5),
                Conditions = WorkConditions.Unknown
            });
        await context.SaveChangesAsync(Cancel);
    }

    private static IEnumerable<string> Pages() =>
        typeof(Routes).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
            .Where(template => template is not ("/sign-in" or "/not-found"));
}
