using System.Text.Json;
using Portal.Domain.Reviews;

namespace Portal.Domain.Tests;

public sealed class EnumWordsTests
{
    public static TheoryData<string?> NotWords =>
        [(string?)null, "", " ", "0", "1", " 0", "+1", "-1", "00", "0x0", " approve", "approve ", "\tapprove", "approve\n", "approve,deny", "Approve, Deny",
            "approve;", "request-changes", "Request Changes", "perhaps", "٠"];

    [Theory]
    [MemberData(nameof(NotWords))]
    public void Numbers_padding_and_lists_are_no_words(string? text)
    {
        Assert.False(EnumWords.TryRead<ReviewVerdict>(text, out _));
        Assert.Null(EnumWords.Read<ReviewVerdict>(text));
        Assert.Throws<JsonException>(() => CanonicalJson.Read<ReviewVerdict>(JsonSerializer.SerializeToUtf8Bytes(text)));
    }

    [Theory]
    [InlineData("approve", ReviewVerdict.Approve)]
    [InlineData("Deny", ReviewVerdict.Deny)]
    [InlineData("requestChanges", ReviewVerdict.RequestChanges)]
    [InlineData("REQUESTCHANGES", ReviewVerdict.RequestChanges)]
    public void Words_are_taken_whatever_their_case(string text, ReviewVerdict expected)
    {
        Assert.Equal(expected, EnumWords.Read<ReviewVerdict>(text));
        Assert.Equal(expected, CanonicalJson.Read<ReviewVerdict>(JsonSerializer.SerializeToUtf8Bytes(text)));
    }

    [Fact]
    public void A_number_in_JSON_is_no_word() => Assert.Throws<JsonException>(() => CanonicalJson.Read<ReviewVerdict>("0"u8));

    [Fact]
    public void Words_are_written_in_camelCase_and_read_back_as_values_and_as_names()
    {
        var values = Enum.GetValues<ReviewVerdict>().ToDictionary(value => value, value => value);

        var bytes = CanonicalJson.Bytes(values);

        Assert.Equal("""{"approve":"approve","deny":"deny","requestChanges":"requestChanges","unknown":"unknown"}"""u8.ToArray(), bytes);
        Assert.Equal(values, CanonicalJson.Read<Dictionary<ReviewVerdict, ReviewVerdict>>(bytes));
        Assert.Equal(["approve", "deny", "requestChanges", "unknown"], EnumWords.All<ReviewVerdict>());
    }
}
