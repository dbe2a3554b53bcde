using System.Text.Json;
using Portal.Sandbox.Ledgers;
using Portal.Sandbox.Seeding;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.DataDirectories;

/// <summary>One sandbox's folder: its seed and format, the journal and the ledger. Only one process has it open at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const int Format = 2;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held, SandboxSeed seed, Store store, Journal journal, Ledger ledger)
    {
        _lock = held;
        Snapshots = new(Path.Combine(path, "snapshots"));
        Seed = seed;
        Store = store;
        Journal = journal;
        Ledger = ledger;
    }

    public SandboxSeed Seed { get; }

    public Store Store { get; }

    public Journal Journal { get; }

    public Ledger Ledger { get; }

    public SnapshotShelf Snapshots { get; }

    public static DataDirectory Open(string path, SandboxSeed seed, DateTimeOffset now)
    {
        var held = Lock(path);
        try
        {
            var kept = ReadOrWriteHeader(Path.Combine(path, "sandbox.json"), seed);
            var store = new Store();
            var journalPath = Path.Combine(path, "journal.jsonl");
            var calls = Restore(journalPath, store, kept, now);
            var ledger = Ledger.Open(Path.Combine(path, "ledger.jsonl"), calls);
            store.DropGone((store.Clock.Find(WorldTime.Only) ?? WorldTime.Machine).At(now));
            store.KeepChanges();
            return new(path, held, kept, store, Journal.Rewrite(journalPath, store), ledger);
        }
        catch (Exception failure)
        {
            held.Dispose();
            throw failure is SandboxStartException
                ? failure
                : new SandboxStartException($"The sandbox's data directory '{path}' cannot be used: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        Journal.Dispose();
        Ledger.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxStartException(
                $"The sandbox's data directory '{path}' cannot be opened; is another sandbox running on it? ({failure.Message})", failure);
        }
    }

    private static SandboxSeed ReadOrWriteHeader(string path, SandboxSeed seed)
    {
        if (File.Exists(path))
        {
            using var file = File.OpenRead(path);
            var header = JsonSerializer.Deserialize<Header>(file, SandboxJson.Options);
            return header?.Format == Format && header.Seed is { } kept
                ? kept
                : throw new SandboxStartException(
                    $"The sandbox's data in '{Path.GetDirectoryName(path)}' has format {header?.Format}, this version reads format {Format}. "
                    + "Start with an empty directory, or use the version that wrote it.");
        }

        var fresh = path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(new Header(Format, seed), SandboxJson.Options));
        File.Move(fresh, path);
        return seed;
    }

    private static List<LedgerEntry> Restore(string path, Store store, SandboxSeed seed, DateTimeOffset now)
    {
        var calls = new List<LedgerEntry>();
        if (!File.Exists(path))
        {
            Seeder.Plant(seed, store, now);
            return calls;
        }

        JsonLines.Read(path, (line, number) =>
        {
            try
            {
                if (JournalLine.Restore(line, store)?.Deserialize<LedgerEntry>(SandboxJson.Options) is { } call)
                {
                    calls.Add(call);
                }
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new SandboxStartException($"Line {number} of '{path}' is damaged: {failure.Message}", failure);
            }
        });
        store.RestoreEnds();
        return calls;
    }

    private sealed record Header(int Format, SandboxSeed? Seed);
}
