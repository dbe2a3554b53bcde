namespace Portal.Jobs;

/// <summary>How the background work is done.</summary>
public sealed class JobsOptions
{
    /// <summary>Whether this process works at all, or only serves pages and the API.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many scopes are worked on at once, 1 to 100; a quarter as many more where AWS did not answer.</summary>
    public int Workers { get; set; } = 8;

    /// <summary>The longest time between two observations of something that needs nothing, 10 seconds to a day.</summary>
    public TimeSpan ResyncInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long what somebody else has changed in AWS is shown before the portal puts it back, 0 to 7 days.</summary>
    public TimeSpan RepairGrace { get; set; } = TimeSpan.FromMinutes(15);
}
