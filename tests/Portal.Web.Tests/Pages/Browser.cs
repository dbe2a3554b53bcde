using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Portal.Domain.Accounts;
using Portal.Infrastructure;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;
using Portal.Web.Layout;
using Portal.Web.Operations;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Pages;

/// <summary>A browser in which one person of a test's world looks at the portal: the real pages, by their addresses, over the real database.</summary>
public sealed partial class Browser : BunitContext
{
    private readonly PortalWorld _world;
    private readonly SignedIn _signedIn;
    private readonly bool _hears;
    private IRenderedComponent<Routes>? _routes;

    /// <param name="beside">Another browser at the same process of the portal; none for a process of its own.</param>
    public Browser(PortalWorld world, Actor who, Browser? beside = null)
    {
        // A page reads from a database on a machine that has other things to do.
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        (_world, _signedIn) = (world, new(who, Begin(world, who)));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(world.Clock);
        Services.Configure<Infrastructure.Aws.AwsOptions>(world.PointAtSandbox);
        Services.Configure<Infrastructure.Dns.DnsOptions>(world.PointAtSandbox);
        Services.AddPortalInfrastructure(world.ConnectionString, world.Installation);
        // Not the process-wide storage, which belongs to whoever set it last.
        Services.AddSingleton<JobStorage>(_ => new PostgreSqlStorage(new NpgsqlConnectionFactory(world.ConnectionString, new PostgreSqlStorageOptions())));
        Services.AddSingleton<PageReader<OperationsPageQuery, OperationsPageSnapshot>, OperationsPageReader>();
        Services.AddSingleton(new SandboxBanner(true));
        Services.AddMudServices();
        Services.AddAuthorizationCore();
        // The real ones, in place of those that bUnit puts there to complain.
        Services.AddSingleton<IAuthorizationService, DefaultAuthorizationService>();
        Services.AddSingleton<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        Services.AddCascadingAuthenticationState();
        Services.AddSingleton<AuthenticationStateProvider>(_signedIn);
        Services.AddScoped<Viewer>();
        Services.AddScoped<Freshness>();
        Services.AddScoped<Ticker>();
        Services.AddScoped<DraftStore>();
        if (beside is not null)
        {
            Services.AddSingleton(beside.Services.GetRequiredService<ChangeFeed>());
            Services.AddSingleton(beside.Services.GetRequiredService<SnapshotCache>());
        }

        _hears = beside is null;
    }

    /// <summary>What is on the screen: menu, page, open dialogs and messages.</summary>
    public IRenderedComponent<Routes> Screen => _routes ?? throw new InvalidOperationException("No page is open.");

    /// <summary>Everything that can be read, with single spaces.</summary>
    public string Text => Spaces().Replace(Screen.Nodes.Select(node => node.TextContent).Aggregate("", (all, text) => all + " " + text), " ").Trim();

    /// <summary>The page's own heading; empty while there is none.</summary>
    public string Heading => Screen.FindAll("h1").Select(Name).FirstOrDefault("");

    /// <summary>How many rows the page's table has.</summary>
    public int Rows => Screen.FindAll("main tbody tr").Count;

    /// <summary>The address of the page that is open, from the first slash on.</summary>
    public string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Begins to hear of changes.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        _hears ? Services.GetRequiredService<ChangeFeed>().StartAsync(cancellationToken) : Task.CompletedTask;

    public void Open(string address)
    {
        Navigation.NavigateTo(address);
        _routes ??= Render<Routes>();
    }

    /// <summary>Waits until the text can be read.</summary>
    public void Reads(string text) => Wait(() => Assert.Contains(text, Text, StringComparison.Ordinal));

    /// <summary>Waits until the text can no longer be read.</summary>
    public void ReadsNot(string text) => Wait(() => Assert.DoesNotContain(text, Text, StringComparison.Ordinal));

    /// <summary>Lets the world's clock go on until the text can be read.</summary>
    public async Task PassAsync(string text, TimeSpan step)
    {
        for (var passed = 0; passed < 1_000 && !Text.Contains(text, StringComparison.Ordinal); passed++)
        {
            _world.Clock.Advance(step);
            await Screen.InvokeAsync(Task.Yield);
        }

        Reads(text);
    }

    public void Wait(Action assertion) => Screen.WaitForAssertion(assertion);

    /// <summary>Whether there is a button or link of that name.</summary>
    public bool Has(string name) => Pressables(name).Any();

    /// <summary>Presses the button or follows the link of that name, as soon as it is there and enabled.</summary>
    public void Press(string name) => Act(() => Pressables(name).FirstOrDefault(element => !element.HasAttribute("disabled")), pressed =>
    {
        if (pressed.GetAttribute("href") is { } address)
        {
            Navigation.NavigateTo(address);
        }
        else
        {
            pressed.Click();
        }
    });

    /// <summary>The field with that label, as soon as it is there.</summary>
    public IElement Field(string label)
    {
        Wait(() => Assert.NotNull(FieldOrNone(label)));
        return FieldOrNone(label)!;
    }

    /// <summary>Enters a text as a person does who then goes on to the next field.</summary>
    public void Enter(string label, string text)
    {
        if (Field(label).HasAttribute("blazor:oninput"))
        {
            Act(() => FieldOrNone(label), field => field.Input(text));
        }

        if (Field(label).HasAttribute("blazor:onchange"))
        {
            Act(() => FieldOrNone(label), field => field.Change(text));
        }
    }

    /// <summary>Ticks, or chooses, what has that label.</summary>
    public void Choose(string label, bool chosen = true) => Act(() => FieldOrNone(label), field => field.Change(chosen));

    /// <summary>Opens the list of that label and takes one of its options.</summary>
    public void Pick(string label, string option)
    {
        Act(() => Select(label), select => select.MouseDown());
        Act(() => Options.FirstOrDefault(item => Name(item) == option), item => item.Click());
    }

    /// <summary>Takes one more of the options of the list that is open.</summary>
    public void PickAlso(string option) => Act(() => Options.FirstOrDefault(item => Name(item) == option), item => item.Click());

    /// <summary>StatusAppearance through the eyes of somebody else from now on, as after another sign-in.</summary>
    public void Become(Actor who) => _signedIn.Become(who, Begin(_world, who));

    /// <summary>Signs out in another window of the same browser.</summary>
    public Task SignOutElsewhereAsync(CancellationToken cancellationToken) =>
        _world.Get<Sessions>().EndAsync(_signedIn.Who, _signedIn.Session, cancellationToken);

    protected override async ValueTask DisposeAsyncCore()
    {
        if (_hears)
        {
            await Services.GetRequiredService<ChangeFeed>().StopAsync(CancellationToken.None);
        }

        await base.DisposeAsyncCore();
    }

    /// <summary>Finds and acts in one go: between the two a live page may have put another element in place of the one that was found.</summary>
    private void Act(Func<IElement?> find, Action<IElement> act)
    {
        var done = false;
        while (!done)
        {
            Wait(() => Assert.NotNull(find()));
            Screen.InvokeAsync(() =>
            {
                if (find() is { } element)
                {
                    act(element);
                    done = true;
                }
            }).GetAwaiter().GetResult();
        }
    }

    private static Guid Begin(PortalWorld world, Actor who)
    {
        using var context = world.Open();
        var session = new Session { Id = Guid.CreateVersion7(), Issuer = who.Issuer, Subject = who.Subject, BegunAt = world.Clock.GetUtcNow() };
        context.Sessions.Add(session);
        context.SaveChanges();
        return session.Id;
    }

    private IEnumerable<IElement> Options => Screen.FindAll(".mud-popover-open .mud-list-item");

    private IElement? Select(string label) => Screen.FindAll(".mud-select")
        .FirstOrDefault(select => select.QuerySelectorAll("label").Any(candidate => Name(candidate) == label))?.QuerySelector(".mud-input-control");

    private IElement? FieldOrNone(string label) => Screen.FindAll("label")
        .Where(candidate => Name(candidate).StartsWith(label, StringComparison.Ordinal))
        .Select(candidate => candidate.GetAttribute("for") is { Length: > 0 } id
            ? Screen.Nodes.QuerySelector("#" + id)
            : candidate.QuerySelector("input, textarea, select"))
        .FirstOrDefault(field => field is not null)
        ?? Screen.FindAll("input, textarea, select").FirstOrDefault(field => field.GetAttribute("aria-label") == label);

    private IEnumerable<IElement> Pressables(string name) => Screen.FindAll("button, a, [role=menuitem]")
        .Where(element => Name(element) == name || element.GetAttribute("aria-label") == name);

    private static string Name(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed class SignedIn(Actor who, Guid session) : AuthenticationStateProvider
    {
        public Actor Who { get; private set; } = who;

        public Guid Session { get; private set; } = session;

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(PortalClaims.OfSession(Who, Session, "test")));

        public void Become(Actor who, Guid session)
        {
            (Who, Session) = (who, session);
            NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
        }
    }
}
