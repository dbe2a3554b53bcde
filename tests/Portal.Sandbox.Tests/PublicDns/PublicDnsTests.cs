using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Amazon.EC2;
using DnsClient;
using DnsClient.Protocol;

namespace Portal.Sandbox.Tests.PublicDns;

/// <summary>The simulated public DNS, as a client that this project did not write finds it.</summary>
public sealed class PublicDnsTests
{
    private const string Name = "_label.api.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_are_answered_over_UDP_and_TCP_whatever_the_case_of_the_name(bool tcp)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, values = new[] { "one", "two words; \"quoted\"" } });

        var reply = await Client(sandbox, tcp).QueryAsync("_LABEL.api.Example.com.", QueryType.TXT, cancellationToken: Cancel);

        Assert.Equal(["one", "two words; \"quoted\""], reply.Answers.TxtRecords().Select(record => string.Concat(record.Text)));
    }

    [Fact]
    public async Task A_long_text_comes_in_strings_and_a_reply_that_is_too_long_for_UDP_over_TCP()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var text = new string('x', 700);
        await PutAsync(sandbox, new { name = Name, values = new[] { text } });
        var record = (await Client(sandbox).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel)).Answers.TxtRecords().Single();
        Assert.Equal((3, text), (record.Text.Count, string.Concat(record.Text)));

        await PutAsync(sandbox, new { name = Name, values = new[] { "vpce:abcdefghij" }, stringLength = 4 });
        record = (await Client(sandbox).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel)).Answers.TxtRecords().Single();
        Assert.Equal((4, "vpce:abcdefghij"), (record.Text.Count, string.Concat(record.Text)));
    }

    [Fact]
    public async Task No_such_name_is_told_from_a_name_without_such_records()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, values = new[] { "one" } });

        Assert.Equal(DnsHeaderResponseCode.NotExistentDomain, await CodeAsync(sandbox, "other.example.com"));
        Assert.Equal(DnsHeaderResponseCode.NoError, await CodeAsync(sandbox, "example.com"));
        Assert.Empty((await Client(sandbox).QueryAsync(Name, QueryType.A, cancellationToken: Cancel)).Answers);
        await PutAsync(sandbox, new { name = Name });
        Assert.Equal(DnsHeaderResponseCode.NotExistentDomain, await CodeAsync(sandbox, Name));
    }

    [Fact]
    public async Task An_alias_is_answered_with_what_it_leads_to()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, alias = "proofs.example.org" });
        await PutAsync(sandbox, new { name = "proofs.example.org", values = new[] { "one" } });

        var reply = await Client(sandbox).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel);

        Assert.Equal("proofs.example.org.", reply.Answers.CnameRecords().Single().CanonicalName.Value);
        Assert.Equal(["one"], reply.Answers.TxtRecords().SelectMany(record => record.Text));
    }

    [Theory]
    [InlineData("serverFailure", DnsHeaderResponseCode.ServerFailure)]
    [InlineData("refused", DnsHeaderResponseCode.Refused)]
    public async Task A_name_server_can_fail_for_a_name_or_for_all(string failure, DnsHeaderResponseCode code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, failure });
        Assert.Equal((code, DnsHeaderResponseCode.NotExistentDomain), (await CodeAsync(sandbox, Name), await CodeAsync(sandbox, "example.org")));

        await PutAsync(sandbox, new { name = "*", failure });
        Assert.Equal(code, await CodeAsync(sandbox, "example.org"));
    }

    [Fact]
    public async Task A_name_server_can_say_nothing_at_all()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = "*", failure = "silence" });

        var failed = await Assert.ThrowsAsync<DnsResponseException>(
            () => Client(sandbox, patience: 500).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel));

        Assert.Equal(DnsResponseCode.ConnectionTimeout, failed.Code);
    }

    [Fact]
    public async Task What_is_no_question_gets_no_answer_and_harms_nobody()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, values = new[] { "one" } });
        using var socket = new UdpClient(System.Net.Sockets.AddressFamily.InterNetwork);
        var random = new Random(20261129);
        for (var round = 0; round < 20; round++)
        {
            // No more than the socket's buffer holds: what UDP itself drops says nothing about the server.
            for (var number = 0; number < 25; number++)
            {
                var bytes = new byte[random.Next(0, 300)];
                random.NextBytes(bytes);
                await socket.SendAsync(bytes, sandbox.Host.DnsEndpoint, Cancel);
            }

            // What came before it is looked at first.
            Assert.Single((await Client(sandbox).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel)).Answers);
        }
    }

    [Theory]
    [InlineData("""{ "name": "" }""", "name:")]
    [InlineData("""{ "name": "a..b" , "values": ["x"] }""", "name:")]
    [InlineData("""{ "name": "*", "values": ["x"] }""", "name:")]
    [InlineData("""{ "name": "a.example", "values": ["x"], "alias": "b.example" }""", "alias:")]
    [InlineData("""{ "name": "a.example", "values": ["x"], "stringLength": 256 }""", "stringLength:")]
    public async Task A_record_that_cannot_be_is_refused(string body, string problem)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var reply = await sandbox.Control.PutAsync("dns/txt", new StringContent(body), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(problem, await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_listed_outlive_a_restart_and_have_a_page_to_set_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { name = Name, values = new[] { "one" } });
        await sandbox.RestartAsync();

        Assert.Contains(Name, await sandbox.Control.GetStringAsync("dns/txt", Cancel), StringComparison.Ordinal);
        Assert.Single((await Client(sandbox).QueryAsync(Name, QueryType.TXT, cancellationToken: Cancel)).Answers);
        var page = await sandbox.Control.GetAsync("dns", Cancel);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Publish the record", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}.api.example.com", true)]
    [InlineData("{0}.example.com", true)]
    [InlineData("api.example.com", true)]
    [InlineData("example.com", true)]
    [InlineData("{0}.com", false)]
    [InlineData("{0}.other.example.com", false)]
    public async Task AWS_finds_a_proof_below_its_label_or_at_the_domain_itself_of_the_name_or_above_it(string name, bool isProof)
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(privateDnsName: "api.example.com");
        var proof = service.PrivateDnsNameConfiguration;
        await PutAsync(scene.Sandbox, new { name = string.Format(null, name, proof.Name), values = new[] { "v=spf1 -all", proof.Value } });

        await scene.Provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);

        var seen = await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);
        Assert.Equal(isProof ? DnsNameState.Verified : DnsNameState.Failed, seen.ServiceConfigurations.Single().PrivateDnsNameConfiguration.State);
    }

    private static LookupClient Client(TestSandbox sandbox, bool tcp = false, int patience = 30_000) => new(
        new LookupClientOptions(new NameServer(sandbox.Host.DnsEndpoint))
        {
            UseCache = false,
            UseTcpOnly = tcp,
            Retries = 0,
            ThrowDnsErrors = false,
            Timeout = TimeSpan.FromMilliseconds(patience),
        });

    private static async Task<DnsHeaderResponseCode> CodeAsync(TestSandbox sandbox, string name) =>
        (await Client(sandbox).QueryAsync(name, QueryType.TXT, cancellationToken: Cancel)).Header.ResponseCode;

    private static async Task PutAsync(TestSandbox sandbox, object record) =>
        (await sandbox.Control.PutAsJsonAsync("dns/txt", record, Cancel)).EnsureSuccessStatusCode();
}
