namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>Keeps a second process off the same private server; the operating system lifts it when the process dies.</summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    public static OwnerLock Take(ClusterFolder folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(folder.OwnerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (File.Exists(folder.OwnerLock))
        {
            throw new PrivatePostgresException(
                $"Another portal{Owner(folder)} uses {folder.Root} already. Stop it first, or give this one a folder of its own with --data.", problem);
        }

        File.WriteAllText(folder.OwnerProcess, $"{Environment.ProcessId}\n");
        return new OwnerLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(ClusterFolder folder) => File.Exists(folder.OwnerProcess)
        ? $" (process {File.ReadAllText(folder.OwnerProcess).Trim()})"
        : "";
}
