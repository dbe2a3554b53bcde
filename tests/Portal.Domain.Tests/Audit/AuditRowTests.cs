using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Audit;
using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Audit;

public sealed class AuditRowTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 11, 30, 0, 123, 456, TimeSpan.FromHours(2));

    private static readonly Guid Id = Guid.Parse("019683a0-0000-7000-8000-00000000000a");

    private static readonly DomainEvent Denial = new(
        "connection.deny", "AwaitingApproval", "Denied", "zu groß <&>", new Dictionary<string, string?> { ["reviewId"] = "r-1", ["note"] = null });

    [Fact]
    public void A_row_holds_the_canonical_bytes_of_what_happened_and_their_hash()
    {
        var row = Row();

        Assert.Equal(
            "{\"action\":\"connection.deny\",\"actorIssuer\":\"https://id.example\",\"actorSubject\":\"nadia\",\"at\":\"2026-05-04T09:30:00.123+00:00\","
            + "\"details\":{\"note\":null,\"reviewId\":\"r-1\"},\"format\":2,\"from\":\"AwaitingApproval\",\"id\":\"" + row.Id
            + "\",\"reason\":\"zu groß <&>\","
            + "\"subjectId\":\"" + Id + "\",\"subjectKind\":\"connection\",\"teamIds\":[\""
            + Samples.ProviderTeam + "\",\"" + Samples.ConsumerTeam + "\"],\"to\":\"Denied\"}",
            Encoding.UTF8.GetString(row.Bytes));
        Assert.Equal(SHA256.HashData(row.Bytes), row.Sha256);
        Assert.True(row.IsIntact());
        Assert.Equal(2, row.Format);
    }

    [Fact]
    public void The_columns_beside_the_bytes_say_the_same_as_the_bytes()
    {
        var row = Row();
        var told = row.Read();

        Assert.Equal(
            (row.Id, row.At, row.SubjectKind, row.SubjectId, row.Action, row.ActorIssuer, row.ActorSubject, (int?)row.Format),
            (told.Id, told.At, told.SubjectKind, told.SubjectId, told.Action, told.ActorIssuer, told.ActorSubject, told.Format));
        Assert.Equal(row.TeamIds, told.TeamIds);
        Assert.Equal(("AwaitingApproval", "Denied", "zu groß <&>"), (told.From, told.To, told.Reason));
    }

    [Fact]
    public void Any_flipped_byte_is_found()
    {
        var row = Row();
        for (var index = 0; index < row.Bytes.Length; index++)
        {
            row.Bytes[index] ^= 1;
            Assert.False(row.IsIntact());
            row.Bytes[index] ^= 1;
        }

        Assert.True(row.IsIntact());
        row.Sha256[0] ^= 1;
        Assert.False(row.IsIntact());
    }

    [Fact]
    public void Times_are_kept_in_UTC_to_the_millisecond_as_the_database_gives_them_back()
    {
        var row = Row();

        Assert.Equal(TimeSpan.Zero, row.At.Offset);
        Assert.Equal(0, row.At.Ticks % TimeSpan.TicksPerMillisecond);
        Assert.Equal(At.ToUnixTimeMilliseconds(), row.At.ToUnixTimeMilliseconds());
        Assert.Equal(7, row.Id.Version);
    }

    [Fact]
    public void Equal_facts_of_two_moments_are_two_rows() => Assert.NotEqual(Row().Id, Row().Id);

    [Fact]
    public void A_team_that_is_both_provider_and_consumer_is_named_once() =>
        Assert.Equal([Samples.ProviderTeam], Subject.Of(SubjectKind.Connection, Id, Samples.ProviderTeam, Samples.ProviderTeam).TeamIds);

    [Fact]
    public void The_portals_own_acts_name_the_part_that_acted()
    {
        var row = AuditRow.Of(Subject.Of(SubjectKind.Service, Id, Samples.ProviderTeam), Denial, Domain.Accounts.Actor.System("reconcile"), At);

        Assert.Equal(("portal", "reconcile"), (row.ActorIssuer, row.ActorSubject));
    }

    [Theory]
    [InlineData(ConnectionAction.Submit, "submit")]
    [InlineData(ConnectionAction.MarkAwaitingConsumerDelete, "mark-awaiting-consumer-delete")]
    [InlineData(ConnectionAction.ApproveForLater, "approve-for-later")]
    public void Actions_have_a_stable_text(ConnectionAction action, string expected) => Assert.Equal(expected, AuditNames.Of(action));

    private static AuditRow Row() => AuditRow.Of(
        Subject.Of(SubjectKind.Connection, Id, Samples.ConsumerTeam, Samples.ProviderTeam), Denial, Samples.NetworkAdmin(), At);
}
