using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Portal.Web.EndpointServices;

namespace Portal.Web.Tests.Api;

/// <summary>Where one of a few words is expected, nothing else passes for it.</summary>
public sealed class WordTests(ApiHost host)
{
    [Theory]
    [InlineData("\" 0\"")]
    [InlineData("\"0\"")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\"approve \"")]
    [InlineData("\"approve,deny\"")]
    [InlineData("\"perhaps\"")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"approve\"]")]
    [InlineData("{\"approve\": 1}")]
    public async Task A_decision_that_is_none_of_the_words_is_refused_beside_its_field_with_the_words_that_are(string decision)
    {
        var id = await host.RequestConnectionAsync();
        using var nora = host.As("Nora");
        var connection = await nora.GetFromJsonAsync<JsonElement>($"connections/{id}", TestContext.Current.CancellationToken);
        var review = connection.GetProperty("reviewId").GetString();
        using var content = new StringContent(
            $$"""{"decision": {{decision}}, "reason": "x", "planHash": "{{connection.GetProperty("planHash").GetString()}}"}""",
            Encoding.UTF8, "application/json");
        using var reply = await nora.PostAsync(new Uri($"reviews/{review}/decisions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        var problem = await reply.ReadAsync();
        Assert.Equal("Use one of approve, deny, requestChanges.", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Value[0].GetString());
        Assert.Empty(
            (await nora.GetFromJsonAsync<JsonElement>($"reviews/{review}", TestContext.Current.CancellationToken)).GetProperty("decisions").EnumerateArray());
    }

    [Theory]
    [InlineData("connections?stage=", "stage")]
    [InlineData("reviews?state=", "state")]
    [InlineData("audit?subjectKind=", "subjectKind")]
    public async Task A_filter_takes_no_number_no_padding_and_no_list(string path, string field)
    {
        using var nora = host.As("Nora");
        foreach (var text in new[] { "0", "%200", "+0", "-1", "%20open", "denied%20", "open,denied", "available,denied", "connection,service" })
        {
            using var reply = await nora.GetAsync(new Uri(path + text, UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, $"{path}{text}: {reply.StatusCode}");
            Assert.Equal([field], await reply.FieldsAsync());
        }
    }

    [Fact]
    public void No_body_of_the_API_is_read_into_an_enum_by_the_framework()
    {
        var bodies = host.Routes.SelectMany(route => route.Metadata.OfType<IAcceptsMetadata>()).Select(accepts => accepts.RequestType).OfType<Type>().Distinct()
            .ToList();

        Assert.True(bodies.Count >= 8, string.Join(", ", bodies));
        Assert.Empty(bodies.SelectMany(body => Members(body, [])).Where(member => member.Type.IsEnum).Select(member => member.Path));
    }

    [Theory]
    [InlineData("""{"Visibility":{"Kind":2}}""")]
    [InlineData("""{"Visibility":{"Kind":" nobody"}}""")]
    [InlineData("""{"Visibility":{"Kind":"2"}}""")]
    [InlineData("""{"Visibility":{"Kind":"everyone,nobody"}}""")]
    public void A_draft_from_the_browser_that_says_no_such_word_is_not_taken(string draft)
    {
        Assert.Null(PublishForm.FromDraft(draft));
        var form = new PublishForm();
        form.Visibility.Kind = AudienceKind.Nobody;
        Assert.Equal(AudienceKind.Nobody, PublishForm.FromDraft(form.ToDraft())!.Visibility.Kind);
    }

    private static IEnumerable<(string Path, Type Type)> Members(Type type, HashSet<Type> seen)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum)
        {
            return [(bare.Name, bare)];
        }

        if (!seen.Add(bare))
        {
            return [];
        }

        var inner = bare.IsGenericType ? bare.GetGenericArguments() : bare.IsArray ? [bare.GetElementType()!] : Array.Empty<Type>();
        var members = bare.Assembly.GetName().Name!.StartsWith("Portal.", StringComparison.Ordinal)
            ? bare.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType)
            : [];
        return inner.Concat(members).SelectMany(member => Members(member, seen)).Select(member => ($"{bare.Name}.{member.Path}", member.Type));
    }
}
