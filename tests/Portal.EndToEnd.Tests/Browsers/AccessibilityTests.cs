using System.Text.Json;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>Every page, in light and dark, on a desk and on a phone, under axe's rules for WCAG 2.2 AA.</summary>
public sealed class AccessibilityTests(Chromium chromium, AccessibilityTests.Demo demo) : IClassFixture<AccessibilityTests.Demo>
{
    // All rules once a width, each time in other colours.
    private static readonly (ColorScheme Colors, int Width, Axe Rules)[] Looks =
        [(ColorScheme.Light, 1440, Axe.All), (ColorScheme.Light, 390, Axe.Colors), (ColorScheme.Dark, 390, Axe.All), (ColorScheme.Dark, 1440, Axe.Colors)];

    [Fact]
    public async Task Every_page_passes_in_light_and_dark_wide_and_narrow_and_none_is_wider_than_the_screen()
    {
        var wrong = new List<string>();
        var looks = Looks;
        foreach (var (who, addresses) in demo.Pages)
        {
            await using var window = await chromium.OpenAsync(demo.Portal.Address, looks[0].Colors, looks[0].Width);
            await window.SignInAsync(who, () => CheckAsync("sign-in", "/sign-in"));
            foreach (var (name, address) in addresses)
            {
                await window.GoAsync(address);
                await CheckAsync(name, address);
            }

            // That an address is unknown is what the browser is meant to be told.
            wrong.AddRange(window.Complaints.Where(complaint => !complaint.Contains("404", StringComparison.Ordinal)));

            async Task CheckAsync(string name, string address)
            {
                foreach (var (colors, width, rules) in looks)
                {
                    await window.LookAsync(colors, width);
                    await AccessibilityTests.CheckAsync(window, $"{address} {colors} {width}", wrong, rules);
                    await window.KeepAsync($"{name}-{colors}-{width}".ToLowerInvariant());
                }

                // The next page is opened as this one was left: half of them in the dark.
                looks = [.. looks.Reverse()];
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
    }

    [Fact]
    public async Task Every_page_that_needs_no_sign_in_passes_too()
    {
        var wrong = new List<string>();
        await using var window = await chromium.OpenAsync(demo.Portal.Address, Looks[0].Colors, Looks[0].Width);
        foreach (var (name, address) in demo.Links)
        {
            await window.GoAsync(address);
            foreach (var (colors, width, rules) in Looks)
            {
                await window.LookAsync(colors, width);
                await CheckAsync(window, $"{name} {colors} {width}", wrong, rules);
                await window.KeepAsync($"{name}-{colors}-{width}".ToLowerInvariant());
            }
        }

        // That a link shows nothing is what the browser is meant to be told.
        wrong.AddRange(window.Complaints.Where(complaint => !complaint.Contains("410", StringComparison.Ordinal)));
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
    }

    [Fact]
    public async Task What_is_wrong_is_found()
    {
        await using var window = await chromium.OpenAsync(demo.Portal.Address);
        await window.Page.SetContentAsync(
            """
            <!DOCTYPE html><html lang="en"><title>Wrong</title><main><h1>Wrong</h1><img src="data:,">
            <p style="color: #bbb">Pale</p><p style="color: #000">Much text around <a href="/" style="color: #111; text-decoration: none">a link</a></p></main>
            """);

        var all = await Axe.All.FindAsync(window.Page);
        var colors = await Axe.Colors.FindAsync(window.Page);

        Assert.Equal(["color-contrast", "image-alt", "link-in-text-block"], all.Select(found => found.Split(':')[0]).Order());
        Assert.Equal(["color-contrast", "link-in-text-block"], colors.Select(found => found.Split(':')[0]).Order());
    }

    /// <summary>Adds what is wrong with the page that is open.</summary>
    internal static async Task CheckAsync(Window window, string address, List<string> wrong, Axe rules)
    {
        wrong.AddRange((await rules.FindAsync(window.Page)).Select(found => $"{address}: {found}"));
        if (await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            wrong.Add($"{address}: wider than the screen");
        }
    }

    /// <summary>A portal in which the demo's people have done what they do.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public PortalProcess Portal { get; private set; } = null!;

        /// <summary>Who looks at which pages.</summary>
        public IReadOnlyList<(string Who, IReadOnlyList<(string Name, string Address)> Addresses)> Pages { get; private set; } = [];

        /// <summary>What is seen by a link alone.</summary>
        public IReadOnlyList<(string Name, string Address)> Links { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            var cancellationToken = TestContext.Current.CancellationToken;
            Portal = await PortalProcess.StartDemoAsync(_folder["data"], 0, cancellationToken);
            var connection = await FirstAsync("connections?stage=available", cancellationToken);
            var waiting = await FirstAsync("connections?stage=awaitingApproval", cancellationToken);
            var review = await FirstAsync("reviews?state=open", cancellationToken);
            var service = (await Portal.GetAsync("Nora", $"connections/{connection}", cancellationToken)).GetProperty("serviceId").GetString()!;
            await HealthyAsync(service, cancellationToken);
            var selfManaged = await ApprovedAsync(
                new { serviceId = service, accountId = "320000000002", region = "us-east-1", justification = "A partner reads payments" }, "awaitingConsumer",
                cancellationToken);
            var cutOff = await CutOffAsync(service, cancellationToken);
            await Portal.PostAsync(
                "Amara", "accounts/self-managed", new { accountId = "320000000077", alias = "analytics-own", region = "us-east-1" }, cancellationToken);
            await InviteAsync(service, cancellationToken);
            var team = (await Portal.GetAsync("Nora", "teams?search=storefront", cancellationToken)).GetProperty("items")[0].GetProperty("id").GetString();
            Pages =
            [
                ("Nora Lindqvist",
                [
                    ("home", "/"), ("catalogue", "/catalogue"), ("services", "/services"), ("service", $"/services/{service}"), ("connections", "/connections"),
                    ("connection", $"/connections/{connection}"), ("waiting", $"/connections/{waiting}"), ("reviews", "/reviews"),
                    ("review", $"/reviews/{review}"),
                    ("accounts", "/accounts"), ("audit", "/audit"), ("operations", "/operations"), ("nowhere", "/nowhere"),
                    ("teams", "/teams"), ("team", $"/teams/{team}"), ("people", "/people"), ("person", "/people/me"), ("group-rules", "/people/groups"),
                    ("invitations", "/invitations"), ("account-access", "/accounts/310000000001/access"), ("customers", $"/services/{service}/customers"),
                ]),
                ("Priya Raman", [("publish", "/services/publish"), ("change-service", $"/services/{service}/change"),
                    ("customers-of-ones-own", $"/services/{service}/customers")]),
                ("Amara Diallo",
                [
                    ("self-managed", $"/connections/{selfManaged}"), ("cut-off", $"/connections/{cutOff}"),
                    ("account-challenge", "/accounts/320000000077/challenge"), ("account-proven", "/accounts/320000000002/challenge"),
                ]),
                ("Chen Wei", [("request", $"/connections/request?service={service}"), ("request-what", "/connections/request"), (
                    "found-nothing", "/catalogue?search=nothing-like-this"), ("change-connection", $"/connections/{connection}/change"), ("tokens", "/tokens"),
                    ("glossary", "/glossary"), ("register-account", "/accounts/register"), ("account-setup", "/accounts/310000000001/setup")]),
            ];
        }

        /// <summary>An invitation, and customers at the beginning and when it is their turn.</summary>
        private async Task InviteAsync(string serviceId, CancellationToken cancellationToken)
        {
            var team = (await Portal.GetAsync("Nora", "teams?search=storefront", cancellationToken)).GetProperty("items")[0].GetProperty("id").GetString();
            var invitation = await Portal.PostAsync(
                "Nora", "invitations", new { teamId = team, roles = new[] { "consumer" }, guest = "Mara Okonkwo" }, cancellationToken);
            var path = $"services/{serviceId}/customer-connections";
            var begun = await Portal.PostAsync("Priya", path, new { customer = "Northwind", justification = "They pay by card." }, cancellationToken);
            var turn = await Portal.PostAsync(
                "Priya", path, new { customer = "Southwind", justification = "They pay, too.", accountId = "320000000002", externalReference = "tenant-18" },
                cancellationToken);
            var seen = await Portal.GetAsync("Priya", $"customer-connections/{turn.GetProperty("id").GetString()}", cancellationToken);
            var connection = $"connections/{seen.GetProperty("connectionId").GetString()}";
            var waiting = await Portal.GetAsync("Nora", connection, cancellationToken);
            await Portal.PostAsync(
                "Nora", $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
                new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() }, cancellationToken);
            await Portal.StageAsync("Nora", connection, "awaitingConsumer", cancellationToken);
            Links =
            [
                ("join", Path(invitation)), ("customer-begun", Path(begun)), ("customer", Path(turn)), ("join-forged", "/join/none"),
                ("customer-forged", "/customer/none"),
            ];

            static string Path(JsonElement made) => new Uri(made.GetProperty("url").GetString()!).AbsolutePath;
        }

        /// <summary>A connection of Amara's that Priya has cut off.</summary>
        private async Task<string> CutOffAsync(string serviceId, CancellationToken cancellationToken)
        {
            var id = await ApprovedAsync(Requests.Reporting(serviceId), "available", cancellationToken);
            await Portal.PostAsync(
                "Priya", $"connections/{id}/cut-off", new { reason = "Its credentials were found in a public repository." }, cancellationToken);
            await RejectedAsync(id, cancellationToken);
            return id;
        }

        /// <summary>What Amara asked for, when all have approved it and it has come to the stage.</summary>
        private async Task<string> ApprovedAsync(object request, string stage, CancellationToken cancellationToken)
        {
            var asked = await Portal.PostAsync("Amara", "connections", request, cancellationToken);
            var path = $"connections/{asked.GetProperty("id").GetString()}";
            var connection = await Portal.GetAsync("Amara", path, cancellationToken);
            foreach (var approver in new[] { "Nora", "Priya" })
            {
                await Portal.PostAsync(
                    approver, $"reviews/{connection.GetProperty("reviewId").GetString()}/decisions",
                    new { decision = "approve", planHash = connection.GetProperty("planHash").GetString() }, cancellationToken);
            }

            return (await Portal.StageAsync("Amara", path, stage, cancellationToken)).GetProperty("id").GetString()!;
        }

        /// <summary>Completes when the list has something in it.</summary>
        private async Task<string> FirstAsync(string list, CancellationToken cancellationToken)
        {
            while (true)
            {
                var items = (await Portal.GetAsync("Nora", list, cancellationToken)).GetProperty("items");
                if (items.GetArrayLength() > 0)
                {
                    return items[0].GetProperty("id").GetString()!;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }

        private async Task RejectedAsync(string id, CancellationToken cancellationToken)
        {
            while (
                (await Portal.GetAsync("Nora", $"connections/{id}", cancellationToken)).GetProperty("endpoint").GetProperty("awsState").GetString()
                    != "rejected")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }

        private async Task HealthyAsync(string service, CancellationToken cancellationToken)
        {
            while (
                (await Portal.GetAsync("Nora", $"services/{service}", cancellationToken)).GetProperty("health").GetProperty("verdict").GetString() != "healthy")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            _folder.Dispose();
        }
    }
}
