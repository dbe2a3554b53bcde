using System.Text.Json;

namespace Portal.Infrastructure.Recovery;

/// <summary>The last that was known outside the database of what had been written into it: a database that lacks it is older than it was.</summary>
/// <param name="Installation">Whose database it was.</param>
/// <param name="At">The time of the newest row of the history.</param>
/// <param name="Row">That row.</param>
/// <param name="NotedAt">When this was noted, by the database's clock.</param>
public sealed record HighWater(Guid Installation, DateTimeOffset At, Guid Row, DateTimeOffset NotedAt)
{
    /// <returns>None where nothing has been noted yet.</returns>
    /// <exception cref="JsonException">It is no such note.</exception>
    public static async Task<HighWater?> ReadAsync(string file, CancellationToken cancellationToken) => File.Exists(file)
        ? JsonSerializer.Deserialize<HighWater>(await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web)
        : null;

    /// <summary>Writes it whole or not at all.</summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var unfinished = $"{file}.new";
        await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(this, JsonSerializerOptions.Web), cancellationToken);
        File.Move(unfinished, file, overwrite: true);
    }
}
