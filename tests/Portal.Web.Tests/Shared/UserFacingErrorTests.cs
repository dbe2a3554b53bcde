using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Shared;

public sealed class UserFacingErrorTests
{
    [Fact]
    public void A_database_that_is_away_is_told_as_such_however_it_is_wrapped()
    {
        var away = new NpgsqlException("gone");

        Assert.All(
            [away, new TimeoutException(), new DbUpdateException("not saved", away), new InvalidOperationException("transient", away),
                new InvalidOperationException("transient", new DbUpdateException("not saved", away))],
            (Exception failed) => Assert.True(UserFacingError.Of(failed)?.IsOurs));
    }

    [Fact]
    public void Whoever_meets_what_somebody_else_holds_is_asked_to_try_again()
    {
        var locked = new PostgresException("canceling statement due to lock timeout", "ERROR", "ERROR", PostgresErrorCodes.LockNotAvailable);

        Assert.All(
            [locked, new DbUpdateException("not saved", locked), new PortalBusyException(locked)],
            (Exception failed) =>
                Assert.Equal("The portal is busy with this. Nothing was changed; try again in a few seconds.", UserFacingError.Of(failed)?.Message));
    }

    [Fact]
    public void Whoever_was_not_heard_is_told_that_nothing_was_changed() =>
        Assert.Contains("Nothing was changed", UserFacingError.Of(new DatabaseAwayException(new NpgsqlException("gone")))?.Message, StringComparison.Ordinal);

    [Fact]
    public void Whoever_may_have_been_heard_is_told_to_look_before_they_repeat_it() =>
        Assert.Contains(
            "may have been done", UserFacingError.Of(new OutcomeUnknownException(false, new NpgsqlException("gone")))?.Message, StringComparison.Ordinal);

    [Fact]
    public void Whoever_was_slower_is_told_to_look_again() =>
        Assert.StartsWith("Someone was faster", UserFacingError.Of(new DbUpdateConcurrencyException("lost"))?.Message, StringComparison.Ordinal);

    [Fact]
    public void Whoever_is_signed_out_is_led_to_sign_in() => Assert.True(UserFacingError.Of(new SignedOutException())?.IsSignedOut);

    [Fact]
    public void A_defect_is_not_told_as_if_it_were_expected()
    {
        Assert.Null(UserFacingError.Of(new InvalidOperationException("a defect")));
        Assert.Null(UserFacingError.Of(new FormatException()));
    }
}
