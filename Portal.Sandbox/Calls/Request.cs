using Portal.Sandbox.Ledgers;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Signing;

namespace Portal.Sandbox.Calls;

/// <summary>One request as it came in, before anything about it is believed.</summary>
internal sealed class Request(string id, AwsApi api, SignedRequest? signed, HttpMessage message)
{
    private static readonly HashSet<string> NotLogged =
        ["Action", "Version", "AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp", "TokenCode"];

    private readonly List<KeyValuePair<string, string>> _all = [.. message.Parameters()];

    public string Id => id;

    public AwsApi Api => api;

    public SignedRequest? Signed => signed;

    public HttpMessage Message => message;

    /// <summary>Who signed it; null until that is proved.</summary>
    public Caller? Caller { get; set; }

    public string Action => api.IsRest ? RestActions.Of(message) : _all.Find(pair => pair.Key == "Action").Value ?? "";

    public string? Version => _all.Find(pair => pair.Key == "Version").Value;

    /// <summary>Without the ones that belong to the protocol or the signature.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters =>
        _all.Where(pair => !NotLogged.Contains(pair.Key) && !pair.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase));

    public LedgerEntry Entry(long seq, DateTimeOffset now, int status, string? errorCode, IReadOnlyList<string> resultIds) => new()
    {
        Seq = seq,
        Time = now,
        RequestId = id,
        Account = Caller?.AccountId,
        Principal = Caller?.PrincipalArn,
        Service = api.Service,
        Action = Action,
        Region = signed?.Region,
        Parameters = Parameters.GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.First().Value),
        Status = status,
        ErrorCode = errorCode,
        ResultIds = resultIds,
        UserAgent = message.Header("user-agent"),
    };
}
