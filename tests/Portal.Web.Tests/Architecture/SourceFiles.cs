using Portal.Testing;

namespace Portal.Web.Tests.Architecture;

/// <summary>The files of a project, as they stand in the repository.</summary>
internal static class SourceFiles
{
    /// <returns>Their paths, from the repository's root on.</returns>
    public static IEnumerable<string> In(string project, params string[] extensions) =>
        Directory.EnumerateFiles(Repository.PathTo(project), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));
}
