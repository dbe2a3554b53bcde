namespace Portal.Sandbox.Faults;

/// <summary>Finds everything that is wrong with a rule, in words.</summary>
internal static class FaultCheck
{
    public const double LongestLag = 900;

    public static IReadOnlyList<string> Problems(FaultWish wish)
    {
        var problems = new List<string>();
        Expect(wish.Nth is null or >= 1, "nth: 1 or more, or leave it out");
        Expect(wish.Every is null or >= 1, "every: 1 or more, or leave it out");
        Expect(wish.Times is null or >= 1, "times: 1 or more, or leave it out");
        Expect(wish.Probability is null or (>= 0 and <= 1), "probability: a number from 0 to 1, or leave it out");
        if (wish.Effect is not { Kind: { } kind } effect)
        {
            problems.Add(
                $"effect.kind: one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName))}");
            return problems;
        }

        Expect(kind != FaultKind.Error || !string.IsNullOrWhiteSpace(effect.Code), "effect.code: the AWS error code to answer with, such as InternalError");
        Expect(effect.Status is null or (>= 400 and <= 599), "effect.status: from 400 to 599, or leave it out");
        Expect(
            kind != FaultKind.Latency || effect.Seconds is > 0 and <= LongestLag,
            $"effect.seconds: how long the call waits, more than 0 and at most {LongestLag}");
        Expect(!effect.IsOfReads || effect.Seconds is > 0 and <= LongestLag, $"effect.seconds: how far reads lag behind, more than 0 and at most {LongestLag}");
        Expect(kind != FaultKind.ZoneLoss || !string.IsNullOrWhiteSpace(effect.Zone), "effect.zone: the id of the lost zone, such as use1-az1");
        Expect(
            kind != FaultKind.UnhealthyTarget || !string.IsNullOrWhiteSpace(effect.Target),
            "effect.target: the instance id or address that fails its health checks");
        Expect(
            effect.IsOfCalls || wish is { Action: null, Nth: null, Every: null, Times: null, Probability: null },
            $"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())} stands as long as the rule does: "
            + "leave out action, nth, every, times and probability");
        return problems;

        void Expect(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
