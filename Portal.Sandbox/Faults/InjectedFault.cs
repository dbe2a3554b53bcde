using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>What the fault rules do to one call.</summary>
internal sealed class InjectedFault
{
    private static readonly InjectedFault None = new([]);
    private readonly IReadOnlyList<FaultEffect> _effects;

    private InjectedFault(IReadOnlyList<FaultEffect> effects) => _effects = effects;

    public TimeSpan Latency => TimeSpan.FromSeconds(_effects.Where(effect => effect.Kind == FaultKind.Latency).Sum(effect => effect.Seconds ?? 0));

    public bool ResetsConnection => _effects.Any(effect => effect.Kind == FaultKind.Reset);

    public bool LosesReply => _effects.Any(effect => effect.Kind == FaultKind.LostReply);

    /// <summary>Counts the call on every rule that it matches; to be journaled before the call is answered.</summary>
    public static InjectedFault Of(Store store, string? accountId, string? region, string action)
    {
        var matching = store.Faults.All().Where(rule => rule.Matches(accountId, region, action)).OrderBy(rule => rule.CreatedAt).ToList();
        if (matching.Count == 0)
        {
            return None;
        }

        var effects = new List<FaultEffect>();
        foreach (var rule in matching)
        {
            var counted = rule.Counted();
            store.Faults.Put(counted);
            if (counted.Struck > rule.Struck)
            {
                effects.Add(rule.Effect);
            }
        }

        return new(effects);
    }

    public AwsError? Error(AwsApi api) => _effects.FirstOrDefault(effect => effect.Kind == FaultKind.Error) is { } error
        ? new(error.Code!, error.Message ?? $"The sandbox was told to answer with {error.Code}.", error.Status ?? UsualStatus(api, error.Code!))
        : null;

    /// <summary>How late the world is that the call sees; null when it sees the present one.</summary>
    public TimeSpan? Lateness => Longest(FaultKind.Stale);

    /// <summary>How young a thing may be and not be seen yet.</summary>
    public TimeSpan? Blindness(bool namesIds)
    {
        var everywhere = Longest(FaultKind.NotYetVisible);
        var inLists = namesIds ? null : Longest(FaultKind.ListLag);
        return everywhere > inLists || inLists is null ? everywhere : inLists;
    }

    private TimeSpan? Longest(FaultKind kind) =>
        _effects.Where(effect => effect.Kind == kind).Select(effect => (TimeSpan?)TimeSpan.FromSeconds(effect.Seconds ?? 0)).Max();

    private static int UsualStatus(AwsApi api, string code) => code switch
    {
        "InternalError" or "InternalFailure" => 500,
        "RequestLimitExceeded" or "Unavailable" or "ServiceUnavailable" => 503,
        "UnauthorizedOperation" or "AccessDenied" or "ExpiredToken" => 403,
        "AuthFailure" when api.IsEc2 => 401,
        _ => 400,
    };
}
