using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.Web.Tests.Shared;

/// <summary>What planners tell people to do is something that they can do now: by a button or field of that name, or in AWS.</summary>
public sealed partial class PlannerAdviceTests
{
    /// <summary>What an advice may say, and where the reader finds it: a file of the pages and what stands on it; nothing for what is done in AWS.</summary>
    private static readonly (string Says, string? Page, string? Shows)[] Ways =
    [
        ("under Change", "EndpointServices/ServiceActions.razor", ">Change<"),
        ("enter its id", "Connections/BringEndpointPanel.razor", "Id of the endpoint"),
        ("enter the right id", "Connections/BringEndpointPanel.razor", "Id of the endpoint"),
        ("enter the id of the endpoint", "Connections/BringEndpointPanel.razor", "Id of the endpoint"),
        ("reconnect", "Connections/ConnectionActions.razor", ">Reconnect<"),
        ("cut the connection off", "Connections/ConnectionActions.razor", ">Cut off<"),
        ("restore the connection", "Connections/ConnectionActions.razor", ">Restore<"),
        ("delete the connection", "Connections/ConnectionActions.razor", ">Delete<"),
        ("withdraw the service", "EndpointServices/ServiceActions.razor", ">Withdraw<"),
        ("reject the ones", "EndpointServices/ServiceUnclaimed.razor", ">Reject<"),
        ("its page says what it waits for", "EndpointServices/ServicePage.razor", "TurnNote"),
        ("publish the TXT record", "EndpointServices/PrivateDnsProof.razor", "Verify now"),
        ("prove that", "EndpointServices/PrivateDnsProof.razor", "Verify now"),
        ("then retry", "Connections/ConnectionActions.razor", "\"Retry\""),
        ("then retry", "EndpointServices/ServiceActions.razor", "\"Retry\""),
        ("delete the endpoint", null, null),
        ("delete {own.VpcEndpointId} in account", null, null),
        ("upgrade this version", null, null),
        ("a newer version of the portal has", null, null),
    ];

    public static TheoryData<string> Advices => [.. Texts().Distinct()];

    [Theory]
    [MemberData(nameof(Advices))]
    public void Each_advice_names_something_that_its_reader_can_do(string advice)
    {
        var ways = Ways.Where(way => advice.Contains(way.Says, StringComparison.OrdinalIgnoreCase)).ToList();

        Assert.NotEmpty(ways);
        Assert.All(ways.Where(way => way.Page is not null), way => Assert.Contains(
            way.Shows!, Spaces().Replace(File.ReadAllText(Repository.PathTo("Portal.Web", way.Page!)), " ").Replace("> ", ">", StringComparison.Ordinal)
                .Replace(" <", "<", StringComparison.Ordinal),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Many_advices_are_found() => Assert.True(Texts().Count() > 25);

    /// <summary>Every text beside a person in the planners, as it stands in their source.</summary>
    private static IEnumerable<string> Texts() =>
        from folder in new[] { "Connections", "EndpointServices" }
        from file in Directory.EnumerateFiles(Repository.PathTo("Portal.Domain", folder), "*.cs")
        from Match match in Advice().Matches(File.ReadAllText(file))
        let text = match.Groups["text"].Value
        // Steps name their sides by keys.
        where text.Contains(' ', StringComparison.Ordinal)
        select text;

    [GeneratedRegex(@"Party\.(Consumer|Provider|NetworkAdmin|Operator),\s*\$?""(?<text>[^""]*)""")]
    private static partial Regex Advice();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
