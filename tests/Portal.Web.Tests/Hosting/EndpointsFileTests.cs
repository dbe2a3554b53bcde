using System.Text.Json;
using Portal.Testing;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class EndpointsFileTests : IDisposable
{
    private static readonly EndpointsDocument Document = new(
        "http://127.0.0.1:5290",
        new("http://127.0.0.1:5291", "http://127.0.0.1:5292"),
        [new("Nora", "Network", ["NetworkAdmin"], "token-of-nora")],
        [new("210000000001", "Payments", "us-east-1", true, "AKIDEXAMPLE", "secret+of/payments")]);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["endpoints.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_there_is_nothing_to_read() => Assert.Null(EndpointsFile.Read(Path));

    [Fact]
    public void What_was_written_is_read()
    {
        EndpointsFile.Write(Path, Document);

        Assert.Equivalent(Document, EndpointsFile.Read(Path), strict: true);
    }

    [Fact]
    public void The_file_has_the_names_that_outsiders_rely_on()
    {
        EndpointsFile.Write(Path, Document);

        using var json = JsonDocument.Parse(File.ReadAllText(Path));
        var root = json.RootElement;
        Assert.Equal(["portal", "sandbox", "personas", "accounts"], Names(root));
        Assert.Equal(["aws", "control", "dns"], Names(root.GetProperty("sandbox")));
        Assert.Equal(["name", "team", "roles", "token"], Names(root.GetProperty("personas")[0]));
        Assert.Equal(["accountId", "team", "region", "managed", "accessKeyId", "secretAccessKey"], Names(root.GetProperty("accounts")[0]));
        Assert.Contains("secret+of/payments", File.ReadAllText(Path));
    }

    [Fact]
    public void Only_the_owner_may_read_it_even_where_an_open_file_was_there_before()
    {
        File.WriteAllText(Path, "{}");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        EndpointsFile.Write(Path, Document);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal([Path], Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"portal\": ")]
    [InlineData("{ \"portal\": \"http://127.0.0.1:1\" }")]
    [InlineData("[]")]
    public void A_file_that_cannot_be_read_is_refused_in_words_and_left_as_it_is(string text)
    {
        File.WriteAllText(Path, text);

        var problem = Assert.Throws<StartupProblem>(() => EndpointsFile.Read(Path));

        Assert.Contains($"{Path} cannot be read", problem.Message);
        Assert.Contains("delete it", problem.Message);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void A_folder_in_its_place_is_refused_in_words()
    {
        Directory.CreateDirectory(Path);

        Assert.Contains("cannot be read", Assert.Throws<StartupProblem>(() => EndpointsFile.Read(Path)).Message);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
