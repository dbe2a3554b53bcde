using System.Xml.Linq;
using Portal.Testing;

namespace Portal.Web.Tests.Architecture;

/// <summary>What a project file asks for by itself.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _document = XDocument.Load(Repository.PathTo(path));

    public static IEnumerable<string> Product { get; } =
        ["Portal.Domain", "Portal.Infrastructure", "Portal.Jobs", "Portal.Migrations", "Portal.Sandbox", "Portal.Web"];

    public static ProjectFile Of(string name) =>
        new(name == "Portal.Migrations" ? "migrations/Portal.Migrations.csproj" : $"{name}/{name}.csproj");

    public IEnumerable<string> Projects => Included("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference));

    public IEnumerable<string> Packages => Included("PackageReference").Concat(Included("FrameworkReference"));

    private IEnumerable<string> Included(string element) => _document.Descendants(element).Select(item => item.Attribute("Include")!.Value);
}
