using System.Text.Json;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.DataDirectories;

/// <summary>The snapshots of a data directory, one file each: a line about itself, then rows as the journal writes them.</summary>
internal sealed class SnapshotShelf(string directory)
{
    private readonly Lock _gate = new();

    public IReadOnlyList<Snapshot> All()
    {
        lock (_gate)
        {
            return !Directory.Exists(directory)
                ? []
                : [.. Directory.EnumerateFiles(directory, "*.jsonl").Select(Head).OrderBy(snapshot => snapshot.Id, StringComparer.Ordinal)];
        }
    }

    public Snapshot? Find(string id) => All().FirstOrDefault(snapshot => snapshot.Id == id);

    public Snapshot Take(IReadOnlyList<Change> rows, DateTimeOffset worldTime)
    {
        var snapshot = new Snapshot(AwsIds.New("snapshot-"), worldTime, rows.Count);
        lock (_gate)
        {
            Directory.CreateDirectory(directory);
            var fresh = PathOf(snapshot.Id) + ".new";
            using (var file = File.Create(fresh))
            {
                JsonSerializer.Serialize(file, snapshot, SandboxJson.Options);
                file.Write("\n"u8);
                foreach (var some in rows.Chunk(500))
                {
                    file.Write(JournalLine.Write(some, null));
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, PathOf(snapshot.Id));
        }

        return snapshot;
    }

    public bool Delete(string id)
    {
        lock (_gate)
        {
            // Only an id that is listed becomes part of a path.
            if (All().All(snapshot => snapshot.Id != id))
            {
                return false;
            }

            File.Delete(PathOf(id));
            return true;
        }
    }

    public IReadOnlyList<(string Table, string Id, JsonElement Row)> Rows(Snapshot snapshot)
    {
        var rows = new List<(string, string, JsonElement)>();
        lock (_gate)
        {
            JsonLines.Read(PathOf(snapshot.Id), (line, number) =>
            {
                if (number > 1)
                {
                    rows.AddRange(JournalLine.Rows(line));
                }
            });
        }

        return rows;
    }

    private string PathOf(string id) => Path.Combine(directory, id + ".jsonl");

    private static Snapshot Head(string path) =>
        JsonSerializer.Deserialize<Snapshot>(File.ReadLines(path).First(), SandboxJson.Options)
            ?? throw new JsonException($"The snapshot '{path}' says nothing about itself.");
}
