using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Portal.Domain.PrivateDns;
using Portal.Infrastructure.Dns;
using Portal.Sandbox.Hosting;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.Dns;

/// <summary>The portal's own look-up against name servers that answer, refuse, lie and say nothing.</summary>
public sealed class ProofSearchTests : IAsyncLifetime
{
    private const string At = "_6e86v84tqgqubxbwii1m.api.example.com";
    private const string Value = "vpce:l6p0ERxlTt45jevFwOCp";
    private static readonly ProofRecord Record = new("api.example.com", "_6e86v84tqgqubxbwii1m", Value);

    private readonly TemporaryFolder _folder = new();
    private SandboxHost _sandbox = null!;
    private HttpClient _control = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new() { DataDirectory = _folder["aws"] });
        _control = new() { BaseAddress = _sandbox.ControlEndpoint };
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_value_in_several_strings_among_others_is_found_as_one()
    {
        await PutAsync(new { name = At, values = new[] { "v=spf1 -all", Value }, stringLength = 7 });

        var found = await LookAsync();

        Assert.Equal((ProofVerdict.Published, At), (found.Verdict, found.FoundAt));
        Assert.Equal(["v=spf1 -all", Value], found.Found.Order());
    }

    [Theory]
    [InlineData("6e86v84tqgqubxbwii1m.api.example.com", Value, ProofVerdict.UnderscoreLost)]
    [InlineData(At + ".example.com", Value, ProofVerdict.DomainDoubled)]
    [InlineData(At, $"\"{Value}\"", ProofVerdict.Quoted)]
    [InlineData(At, "vpce:l6p0erxltt45jevfwocp", ProofVerdict.CaseChanged)]
    [InlineData(At, Value + " ", ProofVerdict.Padded)]
    [InlineData(At, "vpce:wGRSGJ8ZsuBKhaBQlxhI", ProofVerdict.OtherProof)]
    [InlineData(At, "hello", ProofVerdict.OtherText)]
    [InlineData("example.com", Value, ProofVerdict.Published)]
    [InlineData("www.example.com", Value, ProofVerdict.NoName)]
    public async Task A_usual_mistake_is_found_over_the_wire(string name, string value, ProofVerdict verdict)
    {
        await PutAsync(new { name, values = new[] { value } });

        Assert.Equal(verdict, (await LookAsync()).Verdict);
    }

    [Fact]
    public async Task A_cname_is_followed_to_the_value_and_named_where_it_leads_to_none()
    {
        await PutAsync(new { name = At, alias = "proofs.example.org" });
        Assert.Equal(ProofVerdict.Alias, (await LookAsync()).Verdict);

        await PutAsync(new { name = "proofs.example.org", values = new[] { Value } });
        Assert.Equal(ProofVerdict.Published, (await LookAsync()).Verdict);
    }

    [Fact]
    public async Task A_name_without_a_text_record_is_told_from_no_name()
    {
        Assert.Equal(ProofVerdict.NoName, (await LookAsync()).Verdict);
        await PutAsync(new { name = "below." + At, values = new[] { "x" } });
        Assert.Equal(ProofVerdict.NoRecord, (await LookAsync()).Verdict);
    }

    [Theory]
    [InlineData("serverFailure", "SERVFAIL")]
    [InlineData("refused", "REFUSED")]
    public async Task A_name_server_that_fails_is_told_in_its_own_word(string failure, string word)
    {
        await PutAsync(new { name = "*", failure });

        var found = await LookAsync();

        Assert.Equal((ProofVerdict.Failed, word), (found.Verdict, found.Detail));
        Assert.Contains(word, found.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_that_says_nothing_is_given_up_in_time()
    {
        await PutAsync(new { name = "*", failure = "silence" });
        var clock = Stopwatch.StartNew();

        Assert.Equal(ProofVerdict.NoAnswer, (await LookAsync()).Verdict);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Names_that_nobody_answers_for_do_not_hide_what_the_others_say()
    {
        await PutAsync(new { name = "example.com", failure = "silence" });
        await PutAsync(new { name = At, values = new[] { "hello" } });

        Assert.Equal(ProofVerdict.OtherText, (await LookAsync()).Verdict);
    }

    [Fact]
    public async Task A_portal_with_no_name_server_says_that_nobody_answers() =>
        Assert.Equal(ProofVerdict.NoAnswer, (await LookAsync([])).Verdict);

    [Fact]
    public async Task A_record_that_was_just_made_is_found_although_it_was_looked_for_before()
    {
        Assert.Equal(ProofVerdict.NoName, (await LookAsync()).Verdict);
        await PutAsync(new { name = At, values = new[] { Value } });
        Assert.Equal(ProofVerdict.Published, (await LookAsync()).Verdict);
    }

    private Task<ProofLookup> LookAsync(IReadOnlyList<IPEndPoint>? servers = null)
    {
        var options = Options.Create(new DnsOptions
        {
            Servers = servers ?? [_sandbox.DnsEndpoint],
            QuestionTimeout = TimeSpan.FromSeconds(1),
            LookupTimeout = TimeSpan.FromSeconds(4),
        });
        return new ProofSearch(new PublicDns(options), options, TimeProvider.System).LookAsync(Record, Cancel);
    }

    private async Task PutAsync(object record) => (await _control.PutAsJsonAsync("dns/txt", record, Cancel)).EnsureSuccessStatusCode();
}
