using System.Runtime.CompilerServices;

namespace Portal.Sandbox.Tests;

/// <summary>The sandbox's README, as it stands in the repository.</summary>
internal static class Readme
{
    public static string Directory { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "Portal.Sandbox"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
