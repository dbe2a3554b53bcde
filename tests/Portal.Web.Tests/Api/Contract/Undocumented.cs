using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>The operations that the API's document does not tell of yet: whoever adds one elsewhere has to describe it.</summary>
internal static partial class Undocumented
{
    public static bool Has(string path) => Paths().IsMatch(path);

    [GeneratedRegex(
        "^/api/v1/((teams|people|invitations|group-rules|customer-connections)(/|$)|services/[^/]+/customer-connections$|accounts/[^/]+/grants(/|$))")]
    private static partial Regex Paths();
}
