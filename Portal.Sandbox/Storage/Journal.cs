using Microsoft.Win32.SafeHandles;

namespace Portal.Sandbox.Storage;

/// <summary>
/// The durable form of the store: one file of JSON lines, one line per call that changed something. Appending is cheap and in memory of the
/// operating system; a reply waits for <see cref="FlushAsync"/>, and calls that wait together share one fsync.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private long _length;
    private long _flushed;
    private Task _flush = Task.CompletedTask;

    private Journal(SafeFileHandle file, long length)
    {
        _file = file;
        _length = _flushed = length;
    }

    /// <summary>Writes the store as it is into a new journal that takes the place of the old one, and opens it.</summary>
    public static Journal Rewrite(string path, Store store)
    {
        var fresh = path + ".new";
        var length = 0L;
        using (var file = File.OpenHandle(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (var table in store.Tables)
            {
                foreach (var rows in table.Rows.Chunk(500))
                {
                    length += Write(file, length, JournalLine.Write([.. rows.Select(row => new Change(table, row.Id, null, row))], null));
                }
            }

            RandomAccess.FlushToDisk(file);
        }

        File.Move(fresh, path, overwrite: true);
        return new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite), length);
    }

    /// <summary>Appends a line; gives the position up to which the file must be flushed for it to be durable.</summary>
    public long Append(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            _length += Write(_file, _length, line);
            return _length;
        }
    }

    /// <summary>Completes when everything before that position is on the disk.</summary>
    public async Task FlushAsync(long position)
    {
        while (Volatile.Read(ref _flushed) < position)
        {
            Task flush;
            lock (_gate)
            {
                flush = _flush.IsCompleted ? _flush = Task.Run(FlushOnce) : _flush;
            }

            await flush;
        }
    }

    public void Dispose()
    {
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();
    }

    private static int Write(SafeFileHandle file, long at, ReadOnlySpan<byte> line)
    {
        RandomAccess.Write(file, line, at);
        return line.Length;
    }

    private void FlushOnce()
    {
        long length;
        lock (_gate)
        {
            length = _length;
        }

        RandomAccess.FlushToDisk(_file);
        Volatile.Write(ref _flushed, length);
    }
}
