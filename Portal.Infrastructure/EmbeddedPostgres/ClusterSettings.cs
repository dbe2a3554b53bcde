using System.Text;

namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The server's settings, written anew at every start so that they never depend on an earlier one.</summary>
internal static class ClusterSettings
{
    public static void Write(ClusterFolder folder, string socketFolder, PrivatePostgresOptions options)
    {
        var settings = new List<(string Name, string Value)>
        {
            ("listen_addresses", ""),
            ("port", $"{SocketFolder.Port}"),
            ("unix_socket_directories", $"\"{socketFolder.Replace("\"", "\"\"")}\""),
            ("unix_socket_permissions", "0700"),
            ("max_connections", $"{options.MaxConnections}"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("datestyle", "ISO"),
            ("log_checkpoints", "off"),
            // The portal's statements are short: compiling them costs more than it saves.
            ("jit", "off"),
        };
        if (!options.Durable)
        {
            settings.AddRange([("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off")]);
        }

        var text = new StringBuilder("# Written by the portal at every start; changes here are lost.\n");
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = '").Append(value.Replace("'", "''")).Append("'\n");
        }

        File.WriteAllText(folder.Settings, text.ToString());
    }
}
