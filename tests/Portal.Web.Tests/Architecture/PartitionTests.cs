using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.Web.Tests.Architecture;

/// <summary>The portal works in every part of AWS, so the name of none stands in it: it comes from the region.</summary>
public sealed partial class PartitionTests
{
    [Theory]
    [InlineData("Portal.Domain")]
    [InlineData("Portal.Infrastructure")]
    [InlineData("Portal.Jobs")]
    [InlineData("Portal.Web")]
    public void No_ARN_and_no_address_of_AWS_is_written_with_its_partition(string project) =>
        Assert.Empty(
            from file in SourceFiles.In(project, ".cs").Concat(SourceFiles.In(project, ".razor"))
            where !file.EndsWith("/AwsPartition.cs", StringComparison.Ordinal)
            from line in File.ReadLines(Repository.PathTo(file)).Index()
            where Literal().IsMatch(WithoutServicePrincipal(line.Item))
            select $"{file}:{line.Index + 1} {line.Item.Trim()}");

    // The principal of an AWS service is called the same in all of them.
    private static string WithoutServicePrincipal(string line) =>
        line.Replace("aws-service-role/elasticloadbalancing.amazonaws.com", "", StringComparison.Ordinal);

    [GeneratedRegex(@"arn:aws|amazonaws\.|console\.aws|aws\.amazon\.com/(ec2|vpc|iam)")]
    private static partial Regex Literal();
}
