namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The folder of a private server while nobody runs it.</summary>
public static class PrivatePostgresFolder
{
    /// <summary>Deletes the folder with all its data; a server that an earlier owner left running goes with it.</summary>
    /// <exception cref="PrivatePostgresException">Another process owns it.</exception>
    public static async Task DeleteAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var cluster = new ClusterFolder(Path.GetFullPath(folder));
        using (OwnerLock.Take(cluster))
        {
            if (OperatingSystem.IsLinux() && cluster.HasCluster)
            {
                cluster = new ClusterFolder(await ServerAccount.ForThisProcess().TakeAsync(cluster.Root, cancellationToken));
                ServerProcesses.Kill(cluster.Data);
                await ServerProcesses.WaitUntilGoneAsync(cluster.Data, cancellationToken);
            }

            Directory.Delete(cluster.Root, recursive: true);
        }
    }
}
