namespace Portal.Sandbox.Storage;

/// <summary>Reads files of JSON lines whose last line may be torn because the process died while writing it.</summary>
internal static class JsonLines
{
    /// <summary>Gives every complete line with the position after it; returns the length of the file's complete part.</summary>
    public static long Read(string path, Action<ReadOnlyMemory<byte>, int> line)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var file = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var (held, complete, number) = (0, 0L, 0);
        int read;
        while ((read = file.Read(buffer, held, buffer.Length - held)) > 0)
        {
            held += read;
            var start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, held - start)) >= 0)
            {
                line(buffer.AsMemory(start, end - start), ++number);
                complete += end + 1 - start;
                start = end + 1;
            }

            held -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, held);
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return complete;
    }
}
