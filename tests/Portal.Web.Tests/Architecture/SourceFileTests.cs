using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.Web.Tests.Architecture;

/// <summary>What is looked for stands where its name says, and can be read without scrolling sideways.</summary>
public sealed partial class SourceFileTests
{
    private const int MostColumns = 160;

    private static readonly string[] Projects = ["Portal.Domain", "Portal.Infrastructure", "Portal.Jobs", "Portal.Web", "Portal.Sandbox"];

    public static TheoryData<string> AllProjects => [.. Projects];

    [Theory]
    [MemberData(nameof(AllProjects))]
    [InlineData("tests")]
    public void No_line_is_wider_than_160_columns(string project) =>
        Assert.Empty(
            from file in SourceFiles.In(project, ".cs", ".razor")
            from line in File.ReadLines(Repository.PathTo(file)).Index()
            where line.Item.Length > MostColumns
            select $"{file}:{line.Index + 1} has {line.Item.Length} columns");

    /// <summary>A step keeps the call that it sends beside it; other companions are few.</summary>
    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_type_stands_in_the_file_of_its_name_with_few_exceptions(string project)
    {
        var types =
            (from file in SourceFiles.In(project, ".cs")
             from type in TopLevelType().Matches(File.ReadAllText(Repository.PathTo(file))).Select(match => match.Groups["name"].Value)
             where !(file.EndsWith("Step.cs", StringComparison.Ordinal) && type.EndsWith("Call", StringComparison.Ordinal))
             select (file, type)).ToList();
        var elsewhere = types.Where(found => Path.GetFileName(found.file).Split('.')[0] != found.type).ToList();

        Assert.True(elsewhere.Count * 10 < types.Count, string.Join('\n', elsewhere.Select(found => $"{found.type} stands in {found.file}")));
    }

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref) )*(?:class|record struct|record|struct|enum|interface) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
