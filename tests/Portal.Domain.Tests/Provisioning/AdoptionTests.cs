using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class AdoptionTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();

    private static readonly Operation First = new(
        Guid.CreateVersion7(), Create, 1, OperationOutcome.NeverHappened, Now.AddHours(-2), Now.AddHours(-2), Now, null);

    private static readonly Operation Second = new(Guid.CreateVersion7(), Create, 2, OperationOutcome.Open, Now, Now, null, null);

    private static readonly Operation Deletion = new(
        Guid.CreateVersion7(), DeleteEndpointStep.Definition.Key(), 1, OperationOutcome.Open, Now, Now, null, null);

    private static readonly OperationHistory History = new([First, Second, Deletion]);

    [Fact]
    public void What_names_a_creation_of_ours_is_ours() => Assert.True(Adoption.IsOurs(History, Create, Second.Id, Now));

    [Fact]
    public void What_a_creation_that_was_given_up_made_after_all_is_ours_too() => Assert.True(Adoption.IsOurs(History, Create, First.Id, Now.AddHours(-2)));

    [Fact]
    public void What_names_an_operation_that_is_none_of_ours_or_no_creation_is_foreign()
    {
        Assert.False(Adoption.IsOurs(History, Create, Guid.CreateVersion7(), Now));
        Assert.False(Adoption.IsOurs(History, Create, Deletion.Id, Now));
    }

    [Fact]
    public void What_stood_there_before_anything_was_asked_for_is_foreign()
    {
        Assert.False(Adoption.IsOurs(OperationHistory.Empty, Create, null, Now));
        Assert.False(Adoption.IsOurs(History, Create, null, Now.AddHours(-1)));
        Assert.False(Adoption.IsOurs(History, Create, Second.Id, Now.AddHours(-1)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Clocks_may_differ_by_five_minutes(int ticksEarlier, bool ours) =>
        Assert.Equal(ours, Adoption.IsOurs(History, Create, null, Now.AddMinutes(-5).AddTicks(-ticksEarlier)));

    [Fact]
    public void Where_AWS_does_not_say_when_the_tags_have_to_do() => Assert.True(Adoption.IsOurs(History, Create, null, null));
}
