using System.Diagnostics;
using System.Globalization;

namespace Portal.Web.Hosting;

/// <summary>Tells whoever starts the portal what it is doing, and how long each part took.</summary>
internal sealed class StartProgress(TextWriter output)
{
    private long _since = Stopwatch.GetTimestamp();

    /// <param name="part">What is done by now: "The database is ready".</param>
    public async Task DoneAsync(string part)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{part} ({Stopwatch.GetElapsedTime(_since).TotalSeconds:0.0} s)."));
        _since = Stopwatch.GetTimestamp();
    }
}
