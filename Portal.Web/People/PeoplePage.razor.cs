using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;

namespace Portal.Web.People;

/// <summary>Everybody whom the portal knows.</summary>
public sealed partial class PeoplePage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    protected override string ListName => PersonFile.Name;

    protected override PeoplePageQuery Query =>
        new(Search, Wanted is { } wanted ? wanted == PersonState.Blocked : null, ListSort.OrderOf(SortedBy), Cursor);

    private PersonState? Wanted => EnumWords.Read<PersonState>(State);
}
