namespace Portal.Domain.Tests;

public sealed class DomainExceptionTests
{
    [Fact]
    public void All_wrong_fields_are_told_at_once()
    {
        var wrong = Assert.Throws<InvalidInputException>(
            () => InvalidInputException.ThrowIfAny([new("name", "Enter a name."), new("subnets[1].subnetId", "Choose another zone.")]));

        Assert.Equal(["name", "subnets[1].subnetId"], wrong.Errors.Select(error => error.Field));
        Assert.Equal("name: Enter a name. subnets[1].subnetId: Choose another zone.", wrong.Message);
    }

    [Fact]
    public void Input_without_errors_passes() => InvalidInputException.ThrowIfAny([]);

    [Fact]
    public void Who_lost_a_race_is_told_what_changed()
    {
        var lost = new SomeoneWasFasterException("the plan");

        Assert.IsAssignableFrom<DomainException>(lost);
        Assert.StartsWith("Someone was faster: the plan has changed", lost.Message, StringComparison.Ordinal);
    }
}
