using Microsoft.AspNetCore.Components;

namespace Portal.Web.Home;

/// <summary>Things to look after, those with one cause together, the first few at once.</summary>
public sealed partial class HomeList
{
    private const int AtOnce = 5;

    private bool _showsAll;

    [Parameter, EditorRequired]
    public IReadOnlyList<HomeItem> Items { get; set; } = [];

    [Parameter, EditorRequired]
    public string Nothing { get; set; } = "";

    private IReadOnlyList<HomeGroup> Groups => HomeGroup.Of(Items);

    private int Shown => _showsAll ? int.MaxValue : AtOnce;
}
