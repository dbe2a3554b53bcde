using Microsoft.Playwright;
using Npgsql;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>Lists full of names that nobody would choose, in a real browser.</summary>
public sealed class ListTests(Chromium chromium)
{
    private const int Comfortable = 36;
    private const int Compact = 28;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_hostile_names_make_no_row_taller_and_no_page_wider_and_what_is_cut_off_is_shown_whole_and_copied()
    {
        using var folder = new TemporaryFolder();
        await using var portal = await PortalProcess.StartAloneAsync(folder["data"], Cancel);
        var service = (await portal.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString()!;
        await portal.StageAsync("Priya", $"services/{service}", "available", Cancel);
        await portal.PostAsync("Chen", "connections", Requests.Storefront(service), Cancel);
        await FillAsync(folder["data/postgres/run"]);
        await using var window = await chromium.OpenAsync(portal.Address);
        await window.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await window.SignInAsync("Nora Lindqvist");
        var wrong = new List<string>();

        foreach (var (address, tallest) in new[]
        {
            ("/connections", Comfortable), ("/connections?density=compact", Compact), ("/services", Comfortable), ("/services?density=compact", Compact),
            ("/teams", Comfortable), ("/reviews", Comfortable), ("/accounts", Comfortable), ("/people", Comfortable), ("/audit", Comfortable),
        })
        {
            await window.GoAsync(address);
            await window.Page.Locator(".list tbody tr").First.WaitForAsync();
            foreach (var width in new[] { 1440, 768, 390, 360 })
            {
                await window.LookAsync(width == 768 ? ColorScheme.Dark : ColorScheme.Light, width);
                var (rows, height) = await MeasureAsync(window.Page);
                if (width > 600 && height > tallest)
                {
                    wrong.Add($"{address} at {width}: a row is {height} px tall");
                }

                if (address.StartsWith("/connections", StringComparison.Ordinal) && rows != 50)
                {
                    wrong.Add($"{address} at {width}: {rows} rows");
                }

                await AccessibilityTests.CheckAsync(window, $"{address} at {width}", wrong, width is 1440 or 360 ? Axe.All : Axe.Colors);
                await window.KeepAsync($"list-{address[1..].Replace("?density=", "-", StringComparison.Ordinal)}-{width}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
        await TellsAllAsync(window);
        Assert.Empty(window.Complaints);
    }

    /// <summary>By the keyboard alone: the whole name, its copy, and what lists the columns.</summary>
    private static async Task TellsAllAsync(Window window)
    {
        await window.LookAsync(ColorScheme.Light, 1440);
        await window.GoAsync("/services");
        var link = window.Page.Locator(".list tbody a").First;
        var name = await link.TextContentAsync();
        await link.FocusAsync();
        await Assertions.Expect(window.Page.Locator(".full-text")).ToHaveTextAsync(name!.Trim());
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window.Page.Locator(".full-text")).ToBeHiddenAsync();

        await window.GoAsync("/connections");
        var copy = window.Page.Locator(".list tbody button.copy-button").First;
        await copy.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator(".full-text")).ToHaveTextAsync("Copied");
        var copied = await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(12, copied.Length);

        var view = window.Page.Locator(".list-view > summary");
        await view.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByLabel("Provider", new() { Exact = true }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(window.Page.Locator(".list th", new() { HasText = "Provider" })).ToHaveCountAsync(1);
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(view).ToBeFocusedAsync();
        await Assertions.Expect(window.Page.Locator(".list-view .popup-card")).ToBeHiddenAsync();
    }

    private static async Task<(int Rows, double Height)> MeasureAsync(IPage page)
    {
        var sizes = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('.list tbody tr')].map(row => row.getBoundingClientRect().height)");
        return (sizes.Length, sizes.Max());
    }

    /// <summary>Sixty connections, services and teams whose names are long, turn around, and have marks upon marks.</summary>
    private static async Task FillAsync(string socket)
    {
        await using var database = new NpgsqlConnection($"Host={socket};Username=portal;Database=portal");
        await database.OpenAsync(Cancel);
        await using var fill = database.CreateCommand();
        fill.CommandText =
            """
            create function hostile(number integer) returns text language sql as $$
                select left((array[
                    'Équipe internationale des paiements et de la réconciliation bancaire de nuit, Genève, Zürich, Łódź',
                    'خدمة المدفوعات الدولية والتسوية المصرفية الليلية للشركات الكبرى والمتوسطة في المنطقة العربية كلها',
                    'שירות התשלומים הבינלאומי לעסקים גדולים ובינוניים באזור המזרח התיכון ועוד הרבה מילים ארוכות מאוד',
                    repeat('Z' || repeat(U&'\0327\0321\0336\0358\0322', 4), 5),
                    repeat('Unbreakable', 10), repeat('支付', 50)])[1 + number % 6], 98) || lpad(number::text, 2, '0') $$;
            update team set name = hostile(10) where name = 'Storefront';
            update endpoint_service set name = hostile(11);
            insert into team select (jsonb_populate_record(team, jsonb_build_object('id', gen_random_uuid(), 'name', hostile(number)))).*
                from team, generate_series(12, 71) as number where team.name = hostile(10);
            insert into endpoint_service select (jsonb_populate_record(endpoint_service, jsonb_build_object(
                    'id', gen_random_uuid(), 'name', hostile(number), 'aws_service_id', null, 'created_at', created_at - number * interval '1 minute'))).*
                from endpoint_service, generate_series(12, 71) as number;
            insert into connection select (jsonb_populate_record(connection, jsonb_build_object(
                    'id', gen_random_uuid(), 'vpc_endpoint_id', null, 'created_at', connection.created_at - number * interval '1 minute',
                    'consumer_team_id', teams.ids[1 + number % array_length(teams.ids, 1)],
                    'service_id', services.ids[1 + number % array_length(services.ids, 1)],
                    'stage', (array['Available', 'Denied', 'Deleted', 'AwaitingApproval', 'Withdrawn'])[1 + number % 5]))).*
                from connection, generate_series(1, 60) as number,
                    (select array_agg(id) as ids from team) as teams, (select array_agg(id) as ids from endpoint_service) as services;
            drop function hostile(integer);
            """;
        await fill.ExecuteNonQueryAsync(Cancel);
    }
}
