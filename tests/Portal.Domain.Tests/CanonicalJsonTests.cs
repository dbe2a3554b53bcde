using System.Text;
using System.Text.Json;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Members_are_sorted_in_camel_case_without_white_space() =>
        Assert.Equal("""{"alpha":{"beta":2,"zeta":1},"mid":[3,1,2],"zulu":"x"}""",
            Text(new { Zulu = "x", Mid = new[] { 3, 1, 2 }, Alpha = new { Zeta = 1, Beta = 2 } }));

    [Fact]
    public void Names_of_a_dictionary_are_sorted_by_their_code_points_and_kept_as_they_are() =>
        Assert.Equal("""{"B":1,"a":2,"b":3,"é":4}""", Text(new Dictionary<string, int> { ["é"] = 4, ["b"] = 3, ["a"] = 2, ["B"] = 1 }));

    [Fact]
    public void The_order_in_which_a_dictionary_was_filled_leaves_no_trace() =>
        Assert.Equal(
            CanonicalJson.Bytes(new Dictionary<string, string> { ["one"] = "1", ["two"] = "2" }),
            CanonicalJson.Bytes(new Dictionary<string, string> { ["two"] = "2", ["one"] = "1" }));

    [Fact]
    public void What_is_absent_is_left_out_and_what_is_a_word_stays_a_word() =>
        Assert.Equal(
            """{"port":80,"state":"pendingAcceptance"}""", Text(new { Port = 80, State = VpcEndpointState.PendingAcceptance, Nothing = (string?)null }));

    [Fact]
    public void Text_is_UTF_8_and_escaped_no_more_than_needed() =>
        Assert.Equal("""{"text":"größer <&> + ' \" \\ \n"}""", Text(new { Text = "größer <&> + ' \" \\ \n" }));

    [Fact]
    public void The_kind_of_a_call_comes_first() =>
        Assert.Equal(
            """{"$call":"setPrivateDns","enabled":true,"vpcEndpointId":"vpce-1"}""",
            Text<StepCall>(new SetPrivateDnsCall("vpce-1", true)));

    [Fact]
    public void Nothing_is_written_as_null_and_not_read_as_something()
    {
        Assert.Equal("null", Text<string?>(null));
        Assert.Throws<JsonException>(() => CanonicalJson.Read<StepCall>("null"u8));
    }

    private static string Text<T>(T value) => Encoding.UTF8.GetString(CanonicalJson.Bytes(value));
}
