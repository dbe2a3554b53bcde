using Portal.Domain;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Shared;

public sealed class FormErrorsTests
{
    [Theory]
    [InlineData("accountId", "AWS account")]
    [InlineData("subnets[1].ipv4", "Subnet 2: fixed address")]
    [InlineData("listeners[0].targetGroup.targets[1].port", "Port 1: host 2: port")]
    [InlineData("listeners[0].targetGroup.healthCheck.timeoutSeconds", "Port 1: health check: timeout seconds")]
    [InlineData("securityGroupIds[0]", "Security groups 1")]
    [InlineData("tags.team", "Tags: team")]
    [InlineData("somethingNew", "Something new")]
    public void Fields_are_called_as_people_know_them(string path, string name) => Assert.Equal(name, FieldNames.Of(path));

    [Theory]
    [InlineData("accountId", "error-accountId")]
    [InlineData("subnets[1].ipv4", "error-subnets-1-ipv4")]
    [InlineData("tags.a b", "error-tags-a-b")]
    public void Messages_stand_under_an_id_that_a_field_can_point_to(string path, string id) => Assert.Equal(id, FormErrors.IdOf(path));

    [Fact]
    public void While_somebody_mends_a_form_what_can_be_judged_at_once_is_judged_anew_and_the_rest_stays()
    {
        var errors = new FormErrors();
        FieldError blank = new("name", "Enter a name."), aws = new("subnets", "AWS does not show it.");
        errors.Recheck([], [blank]);
        Assert.False(errors.Any);

        errors.Refuse([blank, aws]);
        errors.Recheck([blank], []);

        Assert.Equal([aws], errors.All);
        Assert.True(errors.IsRefused);
    }

    [Fact]
    public void What_holds_a_form_back_stays_when_it_is_tried_again_and_goes_when_it_is_mended()
    {
        var errors = new FormErrors();
        errors.Hold("endsAt", "Write the day as 2026-12-31.");
        errors.Clear();
        Assert.Single(errors.Held);

        errors.Hold("endsAt", null);

        Assert.Empty(errors.Held);
    }
}
