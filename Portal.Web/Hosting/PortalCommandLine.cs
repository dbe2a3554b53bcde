using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Portal.Web.Hosting;

/// <summary>What a person wrote behind <c>./run</c>.</summary>
/// <param name="Port">The loopback port of the portal; 0 takes any free one.</param>
/// <param name="DataDirectory">None for the default of this system.</param>
/// <param name="Reset">Whether everything in the data folder is deleted first.</param>
/// <param name="MigrateOnly">Whether only the database is brought to the present form.</param>
/// <param name="CheckOnly">Whether only everything is looked at that the portal stands on.</param>
internal sealed record PortalCommandLine(int? Port, string? DataDirectory, bool Reset, bool MigrateOnly, bool CheckOnly)
{
    public const int DefaultPort = 5290;

    /// <summary>The command with its options; what it runs gets what was written, and answers with the process's exit code.</summary>
    public static RootCommand Command(Func<PortalCommandLine, Task<int>> run)
    {
        var port = new Option<int?>("--port")
        {
            Description = $"Listen on this port of 127.0.0.1; 0 takes any free one. Default: {DefaultPort}.",
            HelpName = "N",
            CustomParser = ReadPort,
        };
        var data = new Option<string?>("--data")
        {
            Description = $"Keep everything in this folder. Default: {DataFolder.Default}.",
            HelpName = "DIR",
            CustomParser = ReadFolder,
        };
        var reset = new Option<bool>("--reset") { Description = "Delete what is in the data folder first, and start anew." };
        var migrate = new Option<bool>("--migrate") { Description = "Bring the database to the present form, and stop." };
        var check = new Option<bool>("--check") { Description = "Say what is missing or wrong of all that the portal stands on, change nothing, and stop." };
        var command = new RootCommand(
            "PrivateLink Portal. Settings come from the environment: ConnectionStrings__Portal uses that PostgreSQL database instead of a private one; "
            + "see the README for Portal__... settings.")
        {
            port, data, reset, migrate, check,
        };
        command.SetAction(parsed => run(new(
            parsed.GetValue(port), parsed.GetValue(data), parsed.GetValue(reset), parsed.GetValue(migrate), parsed.GetValue(check))));
        return command;
    }

    private static int? ReadPort(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535)
        {
            return port;
        }

        given.AddError($"--port {text}: use a number from 0 to 65535.");
        return null;
    }

    private static string? ReadFolder(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(text))
        {
            given.AddError("--data needs a folder, for example --data ./portal-data.");
        }

        return text;
    }
}
