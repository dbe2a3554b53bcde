using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace Portal.Sandbox.Tests.Protocol;

public sealed class MalformedRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "MissingAction")]
    [InlineData("Version=2016-11-15", "MissingAction")]
    [InlineData("Action=&Version=2016-11-15", "MissingAction")]
    [InlineData("Action=LaunchRocket&Version=2016-11-15", "InvalidAction")]
    [InlineData("Action=DescribeVpcs&Version=1999-01-01", "InvalidAction")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&Colour=blue", "UnknownParameter")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&VpcId.first=vpc-1", "UnknownParameter")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&a.b.c.d.e.f.g.h.i.j.k.l.m.n.o=1", "UnknownParameter")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&MaxResults=many", "InvalidParameterValue")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&MaxResults=4", "InvalidParameterValue")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&MaxResults=99999999999999999999", "InvalidParameterValue")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&DryRun=perhaps", "InvalidParameterValue")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&Filter.1.Value.1=x", "MissingParameter")]
    [InlineData("Action=DescribeVpcs&Version=2016-11-15&VpcId.1=%00%01%ff", "InvalidVpcID.Malformed")]
    [InlineData("Action=CreateVpcEndpoint&Version=2016-11-15", "MissingParameter")]
    [InlineData("Action=DeleteVpcEndpoints&Version=2016-11-15&VpcEndpointId.1=", "MissingParameter")]
    [InlineData("Action=CreateTags&Version=2016-11-15&ResourceId.1=vpc-1&Tag.1.Value=x", "MissingParameter")]
    [InlineData("&&==&%%%&Action=DescribeTags&Version=2016-11-15", "UnknownParameter")]
    public async Task It_is_refused_with_a_readable_error_and_changes_nothing(string body, string code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = new FileInfo(Path.Combine(sandbox.Directory, "journal.jsonl")).Length;
        var (status, reply) = await new RawRequest(sandbox, "payments-prod").SendAsync(body);
        Assert.Equal(400, status);
        Assert.Equal(code, XDocument.Parse(reply).Descendants("Code").Single().Value);
        Assert.Equal(before, new FileInfo(Path.Combine(sandbox.Directory, "journal.jsonl")).Length);
    }

    [Fact]
    public async Task The_query_protocol_has_its_own_envelope()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (status, reply) = await new RawRequest(sandbox, "payments-prod", "sts").SendAsync("Action=AssumeRole&Version=2011-06-15");
        XNamespace sts = "https://sts.amazonaws.com/doc/2011-06-15/";
        var error = XDocument.Parse(reply).Root!;
        Assert.Equal((400, sts + "ErrorResponse"), (status, error.Name));
        Assert.Equal("ValidationError", error.Element(sts + "Error")!.Element(sts + "Code")!.Value);
        Assert.Equal("Sender", error.Element(sts + "Error")!.Element(sts + "Type")!.Value);
        Assert.NotNull(error.Element(sts + "RequestId"));
    }

    [Fact]
    public async Task Text_that_xml_cannot_carry_comes_back_readable()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var vpc = sandbox.Account("payments-prod").Vpc("payments-core").VpcId;
        var raw = new RawRequest(sandbox, "payments-prod");
        var (created, _) = await raw.SendAsync(
            $"Action=CreateTags&Version=2016-11-15&ResourceId.1={vpc}&Tag.1.Key=odd&Tag.1.Value=a%00b%0B%EF%BF%BFc%F0%9F%9A%80");
        var (described, reply) = await raw.SendAsync($"Action=DescribeVpcs&Version=2016-11-15&VpcId.1={vpc}");
        Assert.Equal((200, 200), (created, described));
        Assert.Contains(XDocument.Parse(reply).Descendants(), element => element.Value == "a\uFFFDb\uFFFD\uFFFDc\U0001F680");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (status, _) = await new RawRequest(sandbox, "payments-prod").SendAsync("Action=DescribeVpcs&x=" + new string('x', 2 << 20));
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task A_half_sent_request_harms_nobody()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(sandbox.Host.AwsEndpoint.Host, sandbox.Host.AwsEndpoint.Port, Cancel);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nAction="), Cancel);
        }

        Assert.Equal(2, (await sandbox.Ec2("payments-prod").DescribeVpcsAsync(Cancel)).Vpcs.Count);
    }
}
