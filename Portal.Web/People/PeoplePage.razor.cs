using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Infrastructure.Pages;

namespace Portal.Web.People;

/// <summary>Everybody whom the portal knows.</summary>
public sealed partial class PeoplePage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override PeoplePageQuery Query => new(Search, Wanted is { } wanted ? wanted == PersonState.Blocked : null, Cursor);

    private PersonState? Wanted => EnumWords.Read<PersonState>(State);
}
