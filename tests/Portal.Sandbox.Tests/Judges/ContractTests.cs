using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tests.Judges.Models;
using Portal.Sandbox.Tests.Judges.Tours;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>The sandbox against AWS's service models, operation by operation.</summary>
public sealed partial class ContractTests
{
    [Fact]
    public async Task Every_operation_has_a_reply_and_a_refusal_that_AWSs_models_allow()
    {
        Assert.NotEmpty(Botocore.Required);
        var verdicts = await Tour.Taken;
        Assert.Empty(verdicts.SelectMany(verdict => verdict.Objections));
        var missing = OperationTable.All.Where(operation =>
            (operation is not IOnlyRefuses && !verdicts.Any(verdict => Is(verdict, operation) && verdict.Status == 200))
            || !verdicts.Any(verdict => Is(verdict, operation) && verdict.Status != 200));
        Assert.Empty(missing.Select(operation => $"{operation.Api.Service} {operation.Action} lacks a reply or a refusal in the tour"));

        static bool Is(Verdict verdict, Operation operation) => verdict.Service == operation.Api.Service && verdict.Action == operation.Action;
    }

    [Fact]
    public void The_filters_of_the_sandbox_are_those_of_AWS_but_for_a_list()
    {
        var differences = Botocore.Required
            .SelectMany(models => OperationTable.All.OfType<IFiltered>().SelectMany(operation => Differences(models["ec2"], operation)))
            .Where(difference => !FilterGaps.All.Any(gap => Glob.Matches(gap, difference))).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences.Order()));
    }

    /// <summary>What AWS documents and the sandbox lacks, with a minus; what the sandbox has beyond that, with a plus.</summary>
    private static IEnumerable<string> Differences(ServiceModel model, IFiltered operation)
    {
        var (documented, known) = (Documented(model, operation.Action), operation.FilterNames.ToHashSet());
        return documented.Except(known).Except(["tag", "tag-key"])
            .Select(name => $"-{operation.Action} {name}")
            .Concat(known.Except(documented).Select(name => $"+{operation.Action} {name}"));
    }

    private static HashSet<string> Documented(ServiceModel model, string action)
    {
        var text = model.Structure(model.Operations[action].Input)!.Members!["Filters"].Documentation ?? "";
        return [.. FilterName().Matches(text).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"<li>\s*<p>\s*<code>([a-z0-9.-]+)</code>")]
    private static partial Regex FilterName();
}
