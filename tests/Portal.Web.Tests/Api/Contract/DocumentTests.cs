using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.Testing;
using Portal.Web.Api.Contract;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>The API's document: whole, in words, true to the routes, and for nobody who is a stranger.</summary>
public sealed class DocumentTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JsonObject Schemas => (JsonObject)ApiContract.Node(host.Contract.Document, "components", "schemas")!;

    [Fact]
    public void Every_route_is_in_the_document_with_a_name_of_its_own_words_and_the_scope_that_it_needs()
    {
        var operations = host.Contract.Operations;

        Assert.Equal(
            host.Routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
                && !route.RoutePattern.RawText.Contains('*', StringComparison.Ordinal)).Count(),
            operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string)operation.Definition["summary"]!);
            var scope = (string)Assert.Single((JsonArray)operation.Definition["security"]![0]!["token"]!)!;
            Assert.Contains($"`{scope}`", (string)operation.Definition["description"]!, StringComparison.Ordinal);
            Assert.Single((JsonArray)operation.Definition["tags"]!);
        });
    }

    [Fact]
    public void Everything_in_the_document_is_explained_and_nothing_is_explained_that_is_not_there()
    {
        var members = Schemas.SelectMany(schema => ((JsonObject?)schema.Value!["properties"] ?? []).Select(
            member => (Key: ApiWords.Key(schema.Key, member.Key), Name: $"{schema.Key}.{member.Key}", Node: member.Value!))).ToList();
        var parameters = host.Contract.Operations.SelectMany(operation => operation.Parameters.Select(
            parameter => (Key: ApiWords.Key(operation.Id, (string)parameter["name"]!), Name: $"{operation.Id}.{parameter["name"]}", Node: (JsonNode)parameter)))
            .ToList();

        Assert.Empty(members.Concat(parameters).Where(one => string.IsNullOrEmpty((string?)one.Node["description"])).Select(one => one.Name));
        Assert.Empty(Schemas.Where(schema => string.IsNullOrEmpty((string?)schema.Value!["description"])).Select(schema => schema.Key));
        Assert.Empty(ApiWords.Names.Except(members.Concat(parameters).Select(one => one.Key)));
        Assert.Empty(SchemaWords.Names.Except(Schemas.Select(schema => schema.Key)));
    }

    [Fact]
    public void Words_may_be_added_so_no_reader_is_told_that_there_are_no_others()
    {
        Assert.DoesNotContain("\"enum\"", host.Contract.Document.ToJsonString(), StringComparison.Ordinal);
        var open = Schemas.Where(schema => schema.Value!["x-extensible-enum"] is not null).ToList();
        Assert.True(open.Count >= 20, string.Join(", ", open.Select(schema => schema.Key)));
        Assert.All(open, schema => Assert.Contains("more may come", (string)schema.Value!["description"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_sent_is_closed_and_what_is_answered_is_open()
    {
        foreach (var (name, schema) in Schemas)
        {
            Assert.Equal((name, name.EndsWith("Input", StringComparison.Ordinal)), (name, schema!["additionalProperties"] is JsonValue));
        }
    }

    [Theory]
    [InlineData("Chen", "connections", "RequestConnectionInput")]
    [InlineData("Priya", "services", "PublishServiceInput")]
    [InlineData("Chen", "accounts", "RegisterAccountInput")]
    public async Task What_the_document_says_is_needed_is_missed_by_name(string who, string path, string schema)
    {
        using var client = host.As(who);
        using var reply = await client.PostAsJsonAsync(path, new { }, Cancel);

        var needed = ((JsonArray)Schemas[schema]!["required"]!).Select(name => (string)name!).ToList();
        Assert.True(needed.Count >= 3);
        Assert.Empty(needed.Except(await reply.FieldsAsync()));
    }

    [Fact]
    public async Task A_stranger_reads_neither_the_document_nor_the_page_that_shows_it()
    {
        using var nobody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var client = host.As(null);
        var origin = new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var document = await nobody.GetAsync(new Uri(origin, "/openapi/v1.json"), Cancel);
        using var page = await nobody.GetAsync(new Uri(origin, "/api-reference"), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, document.StatusCode);
        Assert.DoesNotContain("paths", await document.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/sign-in", page.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_holds_to_all_that_Redocly_recommends()
    {
        var folder = Path.Combine(Repository.Root, "tests/Portal.Web.Tests/Api/Contract/Redocly");
        using var temporary = new TemporaryFolder();
        var file = Path.Combine(temporary.Path, "v1.json");
        await File.WriteAllTextAsync(file, await host.DocumentAsync(), Cancel);
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(folder, "node_modules/@redocly/cli/bin/cli.js"), "lint", "--extends=recommended", "--format=json", file },
            WorkingDirectory = temporary.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };

        using var lint = Process.Start(start)!;
        var (said, complaints) = (lint.StandardOutput.ReadToEndAsync(Cancel), lint.StandardError.ReadToEndAsync(Cancel));
        await lint.WaitForExitAsync(Cancel);

        Assert.True(lint.ExitCode == 0, await said + await complaints);
        var totals = JsonNode.Parse(await said)!["totals"]!;
        Assert.Equal((0, 0), ((int)totals["errors"]!, (int)totals["warnings"]!));
    }
}
