using System.Text;
using System.Text.RegularExpressions;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>One request as it went over the wire, and the whole reply to it.</summary>
internal sealed partial record Exchange(string Service, string Action, IReadOnlyList<KeyValuePair<string, string>> Parameters, int Status, byte[] Reply)
{
    /// <summary>Whether a client wrote it that cannot name what it does not know, so that an unknown name is the client's fault.</summary>
    public bool IsTyped { get; init; } = true;

    /// <param name="target">Method, path and query, by which some APIs name the action.</param>
    public static Exchange Read(string? authorization, (string Method, string Path, string Query) target, byte[] request, int status, byte[] reply)
    {
        var service = Scope().Match(authorization ?? "") is { Success: true } match ? match.Groups[1].Value : "ec2";
        if (AwsApi.ByService(service) is { IsRest: true })
        {
            var message = new HttpMessage(target.Method, target.Path, [], new Dictionary<string, string>(), []);
            return new(service, RestActions.Of(message), Decoded(target.Query.TrimStart('?')), status, reply);
        }

        var parameters = Decoded(Encoding.UTF8.GetString(request));
        return new(service, parameters.Find(pair => pair.Key == "Action").Value ?? "", parameters, status, reply);
    }

    private static List<KeyValuePair<string, string>> Decoded(string encoded) =>
        [.. encoded.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : ""))];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")]
    private static partial Regex Scope();
}
