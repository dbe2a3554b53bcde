namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>Where a private PostgreSQL lives and how carefully it writes.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The folder that belongs to this server alone; it is created where missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>; without it the installed ones are found.</summary>
    public string? BinDir { get; init; }

    /// <summary>Whether a commit survives a power cut. Only tests may do without.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How many connections the server accepts at once.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>How long the server may take to come up, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
