using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

/// <summary>Generated connections, and every way in which one may differ.</summary>
internal static class ConnectionSpecs
{
    public static readonly Gen<ConnectionSpec> Any =
        from subnets in Subnets()
        from groups in Generate.Some(0, 3, "sg-0aaaaaaa1", "sg-0aaaaaaa2", "sg-0aaaaaaa3")
        from region in Gen.Elements("us-east-1", "eu-central-1")
        from dns in Generate.Coin
        from days in Gen.Choose(0, 3)
        select new ConnectionSpec(
            Samples.ServiceId, "111111111111", "us-east-1", "222222222222", region, Generate.Id("vpc", 7), subnets, groups, dns,
            days == 0 ? null : Samples.Now.AddDays(days));

    /// <summary>Changes of which each makes AWS do something else.</summary>
    public static readonly Dictionary<string, Func<ConnectionSpec, ConnectionSpec>> Changes = new()
    {
        ["service"] = spec => spec with { ServiceId = Samples.ReviewId },
        ["service account"] = spec => spec with { ServiceAccountId = "333333333333" },
        ["service region"] = spec => spec with { ServiceRegion = "ap-south-1" },
        ["account"] = spec => spec with { AccountId = "333333333333" },
        ["region"] = spec => spec with { Region = "ap-south-1" },
        ["VPC"] = spec => spec with { VpcId = Generate.Id("vpc", 8) },
        ["one subnet more"] = spec => spec with { Subnets = [.. spec.Subnets, new(Generate.Id("subnet", 9), "use1-az9")] },
        ["one subnet fewer"] = spec => spec with { Subnets = [.. spec.Subnets.Skip(1)] },
        ["another subnet"] = spec => spec with { Subnets = [spec.Subnets[0] with { SubnetId = Generate.Id("subnet", 9) }, .. spec.Subnets.Skip(1)] },
        ["another address"] = spec => spec with { Subnets = [spec.Subnets[0] with { Ipv4 = "10.20.0.99" }, .. spec.Subnets.Skip(1)] },
        ["one group more"] = spec => spec with { SecurityGroupIds = [.. spec.SecurityGroupIds, "sg-0aaaaaaa9"] },
        ["other groups"] = spec => spec with { SecurityGroupIds = ["sg-0aaaaaaa9"] },
        ["private DNS"] = spec => spec with { PrivateDns = !spec.PrivateDns },
        ["end"] = spec => spec with { EndsAt = (spec.EndsAt ?? Samples.Now).AddSeconds(1) },
        ["no end"] = spec => spec with { EndsAt = spec.EndsAt is null ? Samples.Now : null },
    };

    private static Gen<IReadOnlyList<ConnectionSubnet>> Subnets() =>
        from numbers in Generate.Some(1, 3, 1, 2, 3)
        from isFixed in Generate.Coin
        select (IReadOnlyList<ConnectionSubnet>)[.. numbers.Select(number =>
            new ConnectionSubnet(Generate.Id("subnet", number), $"use1-az{number}", isFixed && number == 2 ? "10.20.2.17" : null))];
}
