namespace Portal.Domain.Accounts;

/// <summary>A tag that people want on everything that the portal makes in an account, or for a team.</summary>
public sealed class MandatoryTag(Guid id, string? accountId, Guid? teamId, string key, DateTimeOffset setAt)
{
    public const int MostOfAnOwner = 20;
    public const int MostValues = 50;

    public Guid Id { get; } = id;

    /// <summary>The account in which it counts; none where it counts for a team.</summary>
    public string? AccountId { get; } = accountId;

    /// <summary>The team for which it counts; none where it counts in an account.</summary>
    public Guid? TeamId { get; } = teamId;

    public string Key { get; } = key;

    /// <summary>The values that it may have; none where it may have any.</summary>
    public IReadOnlyList<string> Values => AllowedValues.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // One to a line: no value has a line break.
    private string AllowedValues { get; set; } = "";

    public DateTimeOffset SetAt { get; private set; } = setAt;

    public static MandatoryTag OfAccount(string accountId, string key, IReadOnlyList<string> values, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), accountId, null, key, now) { AllowedValues = string.Join('\n', values) };

    public static MandatoryTag OfTeam(Guid teamId, string key, IReadOnlyList<string> values, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), null, teamId, key, now) { AllowedValues = string.Join('\n', values) };

    /// <returns>Whether that is a change.</returns>
    public bool Allow(IReadOnlyList<string> values, DateTimeOffset now)
    {
        if (Values.SequenceEqual(values))
        {
            return false;
        }

        (AllowedValues, SetAt) = (string.Join('\n', values), now);
        return true;
    }

    /// <summary>What is wrong with a value of it, as something to do; none where it will do.</summary>
    public string? WhyNot(string? value) =>
        string.IsNullOrWhiteSpace(value) ? Values.Count == 0 ? "Give it a value" : $"Give it one of the values {Said}"
        : Values.Count == 0 || Values.Contains(value) ? null
        : $"Use one of the values {Said}";

    private string Said => string.Join(", ", Values);
}
