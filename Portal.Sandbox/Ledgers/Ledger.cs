using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Ledgers;

/// <summary>
/// The durable list of all calls, as JSON lines on disk; only the position of each line is kept in memory.
/// A call that changed something stands in the journal too, from where a lost line is recovered.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private readonly List<Line> _lines = [];
    private long _length;

    private Ledger(string path)
    {
        _length = JsonLines.Read(path, (line, _) => Remember(JsonSerializer.Deserialize<Numbered>(line.Span, SandboxJson.Options)?.Seq ?? 0, line.Length + 1));
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.SetLength(_file, _length);
    }

    public long LastSeq => _lines.Count == 0 ? 0 : _lines[^1].Seq;

    public static Ledger Open(string path, IEnumerable<LedgerEntry> journaled)
    {
        var ledger = new Ledger(path);
        foreach (var call in journaled.Where(call => call.Seq > ledger.LastSeq))
        {
            ledger.Append(call);
        }

        RandomAccess.FlushToDisk(ledger._file);
        return ledger;
    }

    public void Append(LedgerEntry call)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(call, SandboxJson.Options);
        lock (_gate)
        {
            RandomAccess.Write(_file, [line, "\n"u8.ToArray()], _length);
            _length += line.Length + 1;
            Remember(call.Seq, line.Length + 1);
        }
    }

    /// <summary>The calls after that one, oldest first, up to the newest one at the time of asking.</summary>
    public IEnumerable<LedgerEntry> Since(long seq)
    {
        var (first, last) = Range(seq);
        for (var i = first; i < last; i++)
        {
            var line = LineAt(i);
            var bytes = new byte[line.Length - 1];
            RandomAccess.Read(_file, bytes, line.At);
            yield return JsonSerializer.Deserialize<LedgerEntry>(bytes, SandboxJson.Options)!;
        }
    }

    public void Dispose()
    {
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();
    }

    private (int First, int Last) Range(long seq)
    {
        lock (_gate)
        {
            var found = _lines.BinarySearch(new(seq, 0, 0), Comparer<Line>.Create((a, b) => a.Seq.CompareTo(b.Seq)));
            return (found >= 0 ? found + 1 : ~found, _lines.Count);
        }
    }

    private Line LineAt(int index)
    {
        lock (_gate)
        {
            return _lines[index];
        }
    }

    private void Remember(long seq, int length) => _lines.Add(new(seq, _lines.Count == 0 ? 0 : _lines[^1].At + _lines[^1].Length, length));

    private readonly record struct Line(long Seq, long At, int Length);

    private sealed record Numbered(long Seq);
}
