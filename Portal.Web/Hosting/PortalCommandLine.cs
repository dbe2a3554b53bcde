using System.Globalization;

namespace Portal.Web.Hosting;

/// <summary>What a person wrote behind <c>./run</c>.</summary>
/// <param name="Port">The loopback port of the portal; 0 takes any free one.</param>
/// <param name="DataDirectory">None for the default of this system.</param>
/// <param name="Reset">Whether everything in the data folder is deleted first.</param>
/// <param name="MigrateOnly">Whether only the database is brought to the present form.</param>
internal sealed record PortalCommandLine(int? Port, string? DataDirectory, bool Reset, bool MigrateOnly, bool Help)
{
    public const int DefaultPort = 5290;

    private static readonly string[] Options = ["--port", "--data", "--reset", "--migrate", "--help"];

    public static string HelpText { get; } =
        $"""
        PrivateLink Portal

          --port N      listen on port N of 127.0.0.1 (default {DefaultPort}; 0 takes any free port)
          --data DIR    keep everything in DIR (default: {DataFolder.Default})
          --reset       delete what is in the data folder first, and start anew
          --migrate     bring the database to the present form, and stop
          --help        say this

        Settings can come from the environment: ConnectionStrings__Portal uses that PostgreSQL database instead of a
        private one; see the README for Portal__... settings.
        """;

    /// <exception cref="StartupProblem">Everything that is wrong with the arguments.</exception>
    public static PortalCommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new PortalCommandLine(null, null, false, false, false);
        List<string> problems = [];
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = arguments[index].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[index], null);
            switch (name)
            {
                case "--port":
                    line = line with { Port = ParsePort(value ?? Next(arguments, ref index), problems) };
                    break;
                case "--data":
                    line = line with { DataDirectory = ParseFolder(value ?? Next(arguments, ref index), problems) };
                    break;
                case "--reset" when value is null:
                    line = line with { Reset = true };
                    break;
                case "--migrate" when value is null:
                    line = line with { MigrateOnly = true };
                    break;
                case "--help" or "-h" when value is null:
                    line = line with { Help = true };
                    break;
                case "--reset" or "--migrate" or "--help" or "-h":
                    problems.Add($"{name} takes no value. Leave out ={value}.");
                    break;
                default:
                    problems.Add(Unknown(name));
                    break;
            }
        }

        StartupProblem.ThrowIfAny(problems);
        return line;
    }

    private static string? Next(IReadOnlyList<string> arguments, ref int index) =>
        index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++index] : null;

    private static int? ParsePort(string? text, List<string> problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535)
        {
            return port;
        }

        problems.Add(text is null ? "--port needs a number, for example --port 8080." : $"--port {text}: use a number from 0 to 65535.");
        return null;
    }

    private static string? ParseFolder(string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add("--data needs a folder, for example --data ./portal-data.");
        }

        return text;
    }

    private static string Unknown(string name)
    {
        var nearest = Options.OrderBy(option => Distance(option, name)).First();
        return Distance(nearest, name) <= 3
            ? $"There is no option {name}. Did you mean {nearest}?"
            : $"There is no option {name}. --help lists the ones there are.";
    }

    /// <summary>How many letters have to be changed, added or left out.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[right.Length];
    }
}
