using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Home;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Pages;

public sealed class HomeListTests : BunitContext
{
    [Fact]
    public void What_has_one_cause_is_one_line_from_three_on_with_each_of_them_to_be_opened()
    {
        var list = Show([.. Enumerable.Range(1, 50).Select(number => Item(number, "The quota of load balancers is used up", hasCause: true))]);

        Assert.Single(list.FindAll(".rows > li"));
        Assert.Contains("50 have one cause", list.Markup, StringComparison.Ordinal);
        Assert.Equal(50, list.FindAll(".names a").Count);
    }

    [Fact]
    public void Two_with_one_cause_stand_each_by_itself() =>
        Assert.Equal(2, Show([Item(1, "No role", hasCause: true), Item(2, "No role", hasCause: true)]).FindAll(".rows > li > .row > a").Count);

    [Fact]
    public void Decisions_are_each_their_own_though_one_person_asks_for_all_of_them() =>
        Assert.Equal(4, Show([.. Enumerable.Range(1, 4).Select(number => Item(number, "Chen asks for your decision", hasCause: false))])
            .FindAll(".rows > li > .row > a").Count);

    [Fact]
    public void Five_are_shown_and_all_when_asked_for()
    {
        var list = Show([.. Enumerable.Range(1, 7).Select(number => Item(number, $"Cause {number}", hasCause: true))]);
        Assert.Equal(5, list.FindAll(".rows > li").Count);

        list.Find("button").Click();

        Assert.Equal(7, list.FindAll(".rows > li").Count);
        Assert.Empty(list.FindAll("button"));
    }

    private IRenderedComponent<HomeList> Show(IReadOnlyList<HomeItem> items)
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<Ticker>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        return Render<HomeList>(parameters => parameters.Add(list => list.Items, items).Add(list => list.Nothing, "Nothing."));
    }

    private static HomeItem Item(int number, string what, bool hasCause) =>
        new($"/connections/{number}", $"Connection {number}", what, "bad", "Available", null, hasCause);
}
