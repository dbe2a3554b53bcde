using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Security;

namespace Portal.Web.Tests.Api;

/// <summary>A name is one line that is shown as it was typed: at every entrance, whoever brings it.</summary>
public sealed class NameTests(ApiHost host)
{
    /// <summary>The entrances of each name that a command takes: method, path, and by which member it is called.</summary>
    private static readonly Dictionary<string, (string Who, string Method, string Path)> Entrances = new()
    {
        ["TeamInput.Name"] = ("Nora", "POST", "teams"),
        ["OpenCustomerConnectionInput.ExternalReference"] = ("Priya", "POST", "services/{service}/customer-connections"),
        ["PublishServiceInput.Name"] = ("Priya", "POST", "services"),
        ["PublishServiceInput.ExternalReference"] = ("Priya", "POST", "services"),
        ["ChangeServiceInput.Name"] = ("Priya", "PATCH", "services/{service}"),
        ["ChangeServiceInput.ExternalReference"] = ("Priya", "PATCH", "services/{service}"),
        ["RegisterAccountInput.Alias"] = ("Chen", "POST", "accounts"),
        ["RequestConnectionInput.ExternalReference"] = ("Chen", "POST", "connections"),
        ["ChangeConnectionInput.ExternalReference"] = ("Chen", "PATCH", "connections/{connection}"),
    };

    /// <summary>Those that no operation of the API takes as they are.</summary>
    private static readonly string[] Elsewhere =
    [
        // A part of the change, and read from it.
        "DescribeServiceInput.Name", "DescribeServiceInput.ExternalReference", "DescribeConnectionInput.ExternalReference",
        // Only where somebody has made an endpoint by hand: AdoptionTests tries it there.
        "AdoptEndpointInput.ExternalReference",
        // Tokens are made in the browser alone.
        "MakeTokenInput.Name",
        // A DNS name has an alphabet of its own.
        "PublishServiceInput.PrivateDnsName", "ChangeServiceInput.PrivateDnsName",
    ];

    private static readonly string[] Unfit = ["a\rb", "a\nb", "a\tb", "a\u0007b", "a\u0085b", "a\u202Eb", "a\u2066b", "a\u200Fb", "a\u061Cb", "a\u2028b"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_name_that_a_command_takes_is_in_the_table() => Assert.Equal(
        Entrances.Keys.Concat(Elsewhere).Order(StringComparer.Ordinal),
        typeof(PublishServiceInput).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Input", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsName).Select(member => $"{type.Name}.{member.Name}"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_entrance_takes_a_name_that_breaks_the_line_is_not_shown_or_turns_the_text_beside_it()
    {
        var connection = await host.RequestConnectionAsync();
        foreach (var (name, (who, method, path)) in Entrances)
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(name.Split('.')[1]);
            using var client = host.As(who);
            foreach (var text in Unfit)
            {
                using var request = new HttpRequestMessage(
                    new(method), path.Replace("{service}", host.ServiceId, StringComparison.Ordinal)
                        .Replace("{connection}", connection, StringComparison.Ordinal))
                {
                    Content = JsonContent.Create(new Dictionary<string, string> { [member] = text }),
                    Headers = { IfMatch = { EntityTagHeaderValue.Any } },
                };
                using var reply = await client.SendAsync(request, Cancel);

                Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, $"{name} {JsonSerializer.Serialize(text)}: {reply.StatusCode}");
                var errors = (await reply.ReadAsync()).GetProperty("errors");
                Assert.Contains("one line", errors.GetProperty(member)[0].GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task No_token_is_called_so_either()
    {
        var (tokens, chen) = (host.Get<ApiTokens>(), await host.ActorAsync("chen"));
        foreach (var text in Unfit)
        {
            var refused = await Assert.ThrowsAsync<InvalidInputException>(
                () => tokens.MakeAsync(chen, new(text, [TokenScope.Read], 1, null), Cancel));
            Assert.Equal("name", Assert.Single(refused.Errors).Field);
        }
    }

    private static bool IsName(PropertyInfo member) => member.PropertyType == typeof(string)
        && (member.Name.EndsWith("Name", StringComparison.Ordinal) || member.Name.EndsWith("Alias", StringComparison.Ordinal)
            || member.Name.EndsWith("Reference", StringComparison.Ordinal));
}
