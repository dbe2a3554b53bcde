using Portal.Sandbox.Seeding;
using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Protocol;

/// <summary>Makes requests that look like those of an operation, and then spoils some of their names and values.</summary>
internal sealed class FuzzGenerator(ServiceModel model, SeedAccount account, Random random)
{
    private const int Deepest = 3;

    private static readonly IReadOnlyList<string> Nonsense =
    [
        "", " ", "null", "-1", "0", "99999999999999999999", "-9223372036854775809", "1e400", "NaN", "yes", "\0", "\u001b[31m", "\ud83d\udca5", "\ufffe",
        "%00", "../../../etc/passwd", "<a>&lt;", "]]>", "${jndi:ldap://x}", "'; DROP TABLE vpcs; --", "{\"Version\":", "*", "\\", "arn:",
        "arn:aws:iam::1:root", "arn:aws:elasticloadbalancing:us-east-1:210000000001:loadbalancer/net/x/0",
        "vpc-", "vpc-0AAAAAAAAAAAAAAAA", "subnet-0aaaaaaaaaaaaaaaa", "sg-12345678", "10.0.0.0/33", "300.1.1.1", "0.0.0.0/0", "::/0", "10.40.0.7/16",
        new('x', 5000), new('[', 3000), "((((((((((a+)+)+)+)+)+)+)+)+)+$",
    ];

    public List<KeyValuePair<string, string>> Next(string action)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        if (model.Operations[action].Input is { } input)
        {
            Structure(input.Shape, "", parameters, 0);
        }

        var spoilt = parameters.SelectMany(pair => Spoil(pair)).ToList();
        if (random.Next(4) == 0)
        {
            spoilt.Add(new(Name("Colour"), Pick(Nonsense)));
        }

        return spoilt;
    }

    private void Structure(string name, string prefix, List<KeyValuePair<string, string>> parameters, int depth)
    {
        var shape = model.Shapes[name];
        foreach (var (member, reference) in shape.Members ?? new Dictionary<string, ShapeRef>())
        {
            var share = shape.Required?.Contains(member) == true ? 8 : 3;
            if (member != "DryRun" && random.Next(10) < share)
            {
                Any(reference, prefix + model.RequestName(member, reference), parameters, depth + 1);
            }
        }
    }

    private void Any(ShapeRef reference, string path, List<KeyValuePair<string, string>> parameters, int depth)
    {
        var shape = model.ShapeOf(reference);
        if (shape.Type == "list")
        {
            for (var index = 1; index <= random.Next(1, 4) && depth <= Deepest; index++)
            {
                Any(shape.Member!, $"{path}{(model.IsEc2 ? "" : ".member")}.{index}", parameters, depth + 1);
            }
        }
        else if (shape.Type != "structure")
        {
            parameters.Add(new(path, Value(shape)));
        }
        else if (depth <= Deepest)
        {
            Structure(reference.Shape, path + ".", parameters, depth);
        }
    }

    /// <summary>Half of the values are of the right kind, so that requests get past the first check.</summary>
    private string Value(Shape shape) => random.Next(2) == 0
        ? Pick(Nonsense)
        : shape.Type switch
        {
            "boolean" => "true",
            "integer" or "long" => random.Next(-2, 70000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ when shape.Enum is { } values => Pick(values),
            _ => Pick(Plausible()),
        };

    private List<string> Plausible()
    {
        var vpc = account.Vpcs[random.Next(account.Vpcs.Count)];
        return
        [
            vpc.VpcId, vpc.Cidr,
            .. vpc.Subnets.Select(subnet => subnet.SubnetId),
            .. vpc.SecurityGroups.Select(group => group.GroupId),
            .. vpc.Instances.Select(instance => instance.InstanceId),
            "vpce-0aaaaaaaaaaaaaaaa", "vpce-svc-0aaaaaaaaaaaaaaaa", "use1-az1", "name", "tcp", "10.40.0.9", "{}", "vpc-id", "ipv4", "us-east-1",
        ];
    }

    private IEnumerable<KeyValuePair<string, string>> Spoil(KeyValuePair<string, string> pair) => random.Next(12) switch
    {
        0 => [],
        1 => [pair, new(pair.Key, Pick(Nonsense))],
        2 => [new(Name(pair.Key), pair.Value)],
        3 => [pair, new(Name(pair.Key), pair.Value)],
        _ => [pair],
    };

    private string Name(string name) => random.Next(13) switch
    {
        0 => name + ".0",
        1 => name + ".-1",
        2 => name + ".2147483648",
        3 => name + ".1.1.1",
        4 => name + ".",
        5 => "." + name,
        6 => name.Replace(".", "..", StringComparison.Ordinal),
        7 => char.ToLowerInvariant(name[0]) + name[1..],
        8 => name + "\u00e9",
        9 => new string('A', 3000),
        10 => name.Split('.')[0],
        11 => string.Join('.', Enumerable.Repeat(name, 20)),
        _ => name.Split('.')[0] + ".1000000",
    };

    private T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
