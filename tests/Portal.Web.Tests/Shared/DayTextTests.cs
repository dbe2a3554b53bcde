using Portal.Web.Shared;

namespace Portal.Web.Tests.Shared;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("2026-12-31")]
    [InlineData(" 2026-12-31 ")]
    [InlineData("2026/12/31")]
    [InlineData("20261231")]
    [InlineData("31.12.2026")]
    [InlineData("31/12/2026")]
    [InlineData("12/31/2026")]
    [InlineData("31 Dec 2026")]
    [InlineData("31 December 2026")]
    [InlineData("Dec 31, 2026")]
    [InlineData("december 31 2026")]
    public void A_day_is_read_in_every_common_form(string text)
    {
        Assert.Null(DayText.Read(text, out var day));
        Assert.Equal(new DateTime(2026, 12, 31), day);
    }

    [Fact]
    public void With_points_the_day_comes_first_and_nothing_written_is_no_day()
    {
        Assert.Null(DayText.Read("1.2.2027", out var day));
        Assert.Equal(new DateTime(2027, 2, 1), day);
        Assert.Null(DayText.Read("  ", out day));
        Assert.Null(day);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("31.11.2026")]
    [InlineData("2026-13-01")]
    [InlineData("31.12.26")]
    [InlineData("0.1.2026")]
    public void What_is_no_day_is_never_taken_for_one_and_the_form_is_named(string text)
    {
        Assert.Equal("Write the day as 2026-12-31.", DayText.Read(text, out var day));
        Assert.Null(day);
    }

    [Fact]
    public void What_can_be_read_as_two_days_is_asked_for_again()
    {
        Assert.Equal("This can be read as two days. Write it as 2026-12-31.", DayText.Read("03/04/2027", out var day));
        Assert.Null(day);
    }
}
