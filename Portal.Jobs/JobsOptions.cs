namespace Portal.Jobs;

/// <summary>How the background work is done.</summary>
public sealed class JobsOptions
{
    /// <summary>Whether this process works at all, or only serves pages and the API.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many jobs run at once, 1 to 100.</summary>
    public int Workers { get; set; } = 8;

    /// <summary>Between two looks at something that needs nothing, 10 seconds to a day.</summary>
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<string> Errors()
    {
        if (Workers is < 1 or > 100)
        {
            yield return $"Portal:Jobs:Workers is {Workers}; use 1 to 100.";
        }

        if (LookInterval < TimeSpan.FromSeconds(10) || LookInterval > TimeSpan.FromDays(1))
        {
            yield return $"Portal:Jobs:LookInterval is {LookInterval}; use 00:00:10 to 1.00:00:00.";
        }
    }
}
