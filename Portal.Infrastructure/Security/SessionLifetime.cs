namespace Portal.Infrastructure.Security;

/// <summary>How long somebody stays signed in.</summary>
public sealed class SessionLifetime
{
    /// <summary>A session that nobody has used for this long is over; five minutes to the whole life.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(8);

    /// <summary>No session lives longer, however much it is used; five minutes to 30 days.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromHours(24);
}
