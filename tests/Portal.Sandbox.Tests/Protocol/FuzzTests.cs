using System.Xml.Linq;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Protocol;

/// <summary>Malformed requests of every kind, the same ones in every run: each is refused as AWS refuses, and nothing has changed.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20160915;
    private const int PerOperation = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ec2")]
    [InlineData("elasticloadbalancing")]
    [InlineData("sts")]
    public async Task Whatever_comes_is_answered_in_AWSs_words(string service)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var model = Botocore.Required[0][service];
        var generator = new FuzzGenerator(model, sandbox.Host.Seed.Account("payments-prod"), new Random(Seed));
        var raw = new RawRequest(sandbox, "payments-prod", service);
        var operations = OperationTable.All.Where(operation => operation.Api.Service == service);
        foreach (var operation in operations.OrderBy(operation => operation.Action, StringComparer.Ordinal))
        {
            for (var i = 0; i < PerOperation; i++)
            {
                var parameters = generator.Next(operation.Action);
                await CheckAsync(sandbox, raw, model, operation.Action, parameters);
            }
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_content_type_is_answered_too(string contentType)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        string[] bodies =
        [
            "{\"Action\":\"DescribeVpcs\"}",
            "--x\r\nContent-Disposition: form-data; name=\"Action\"\r\n\r\nDescribeVpcs\r\n--x--",
            "\u0000\u0001",
            "<Action>DescribeVpcs</Action>",
        ];
        foreach (var body in bodies)
        {
            var (status, reply) = await new RawRequest(sandbox, "payments-prod").SendAsync(body, contentType: contentType);
            Assert.InRange(status, 400, 499);
            Assert.NotEmpty(XElement.Parse(reply).Descendants("Code").Single().Value);
        }
    }

    [Fact]
    public async Task Broken_encodings_and_cut_off_bodies_are_answered_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var raw = new RawRequest(sandbox, "storefront-prod");
        var whole = "Action=CreateVpcEndpoint&Version=2016-11-15&VpcEndpointType=Interface&VpcId=vpc-0aaaaaaaaaaaaaaaa"
            + "&ServiceName=com.amazonaws.vpce.us-east-1.vpce-svc-0aaaaaaaaaaaaaaaa&SubnetId.1=subnet-0aaaaaaaaaaaaaaaa&PrivateDnsEnabled=true";
        var cut = Enumerable.Range(0, whole.Length).Select(length => whole[..length]);
        var bodies = cut.Concat(
        [
            "%",
            "%4",
            "%zz=1",
            "Action=%E0%A4%A",
            "Action=%C0%AF",
            "=",
            "&&&",
            "Action",
            "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=%FF%FE&Filter.1.Value.1=%00",
        ]);
        var before = Position(sandbox);
        foreach (var body in bodies)
        {
            var (status, reply) = await raw.SendAsync(body).WaitAsync(Limit, Cancel);
            Assert.True(status is >= 400 and <= 499, $"{status} for {body}");
            Assert.NotEmpty(XElement.Parse(reply).Descendants("Code").Single().Value);
        }

        Assert.Equal(before, Position(sandbox));
    }

    private static async Task CheckAsync(TestSandbox sandbox, RawRequest raw, ServiceModel model, string action, List<KeyValuePair<string, string>> parameters)
    {
        var body = string.Join(
            '&', parameters.Prepend(new("Version", model.Metadata.ApiVersion))
                .Prepend(new("Action", action))
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var before = Position(sandbox);
        var (status, reply) = await raw.SendAsync(body).WaitAsync(Limit, Cancel);
        var said = $"{status} to {body[..Math.Min(body.Length, 600)]}\n{reply[..Math.Min(reply.Length, 600)]}";
        if (status == 200)
        {
            // What went through must have been no nonsense. An empty value counts as absent, and the query protocol ignores names that it does not know.
            var objections = RequestJudge.Judge(model, action, parameters.Where(pair => pair.Value.Length > 0))
                .Where(objection => !objection.IsGap && (model.IsEc2 || !objection.IsUnknownName));
            Assert.True(!objections.Any(), $"{string.Join(", ", objections)}: {said}");
            return;
        }

        Assert.True(status is >= 400 and <= 499, said);
        var wrong = ErrorJudge.Judge(model, action, status, XElement.Parse(reply));
        Assert.True(wrong.Count == 0, $"{string.Join(", ", wrong)}: {said}");
        Assert.True(before == Position(sandbox), $"State has changed: {said}");
    }

    private static long Position(TestSandbox sandbox) => new FileInfo(Path.Combine(sandbox.Directory, "journal.jsonl")).Length;
}
