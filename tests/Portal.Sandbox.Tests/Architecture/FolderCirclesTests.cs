using Portal.Testing.Architecture;

namespace Portal.Sandbox.Tests.Architecture;

public sealed class FolderCirclesTests
{
    [Fact]
    public void A_circle_is_named_with_the_types_that_make_it()
    {
        var circle = Assert.Single(FolderCircles.Of(
        [
            new("Shop", "Till", "Shop.Goods", "Article"),
            new("Shop.Goods", "Article", "Shop.Prices", "Price"),
            new("Shop.Prices", "Price", "Shop", "Till"),
            new("Shop.Prices", "Price", "Shop.Prices", "Currency"),
            new("Shop.Prices", "Price", "Shop.Taxes", "Tax"),
        ]));

        Assert.Equal(
            """
            Shop -> Shop.Goods -> Shop.Prices -> Shop (3 folders are tied together)
              Shop -> Shop.Goods: Till uses Article
              Shop.Goods -> Shop.Prices: Article uses Price
              Shop.Prices -> Shop: Price uses Till
            """,
            circle);
    }

    [Fact]
    public void Folders_that_depend_one_way_are_no_circle() => Assert.Empty(FolderCircles.Of(
    [
        new("Shop", "Till", "Shop.Goods", "Article"),
        new("Shop", "Till", "Shop.Prices", "Price"),
        new("Shop.Goods", "Article", "Shop.Prices", "Price"),
        new("Shop.Goods", "Article", "Shop.Goods", "Size"),
    ]));
}
