using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class ElbTagTests
{
    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task Tags_given_at_the_start_are_kept_overwritten_and_taken_off()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.Wish("plp", "use1-az1");
        wish.Tags = [new() { Key = "owner", Value = "a b+c=ü" }, new() { Key = "empty" }];
        var arn = (await scene.BalancerAsync(wish)).LoadBalancerArn!;
        Assert.Equal(["empty=", "owner=a b+c=ü"], await TagsAsync(scene, arn));

        await scene.Elb.AddTagsAsync(
            new() { ResourceArns = [arn], Tags = [new() { Key = "owner", Value = "payments" }, new() { Key = "stage", Value = "prod" }] }, Cancel);
        await scene.Elb.RemoveTagsAsync(new() { ResourceArns = [arn], TagKeys = ["empty", "never-there"] }, Cancel);
        await scene.RestartAsync();

        Assert.Equal(["owner=payments", "stage=prod"], await TagsAsync(scene, arn));
        await scene.Elb.RemoveTagsAsync(new() { ResourceArns = [arn], TagKeys = ["owner", "stage"] }, Cancel);
        Assert.Empty(await TagsAsync(scene, arn));
    }

    [Fact]
    public async Task Load_balancers_groups_and_listeners_are_tagged_in_one_call()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        List<string> arns = [balancer.LoadBalancerArn!, group.TargetGroupArn!, (await scene.ListenAsync(balancer, group)).ListenerArn!];

        await scene.Elb.AddTagsAsync(new() { ResourceArns = arns, Tags = [new() { Key = "owner", Value = "payments" }] }, Cancel);

        var described = (await scene.Elb.DescribeTagsAsync(new() { ResourceArns = arns }, Cancel)).TagDescriptions!;
        Assert.Equal(arns, described.Select(description => description.ResourceArn));
        Assert.All(described, description => Assert.Equal("payments", Assert.Single(description.Tags!).Value));
        await scene.Elb.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel);
        await Refused.AsAsync("LoadBalancerNotFound", () => TagsAsync(scene, arns[0]));
        await Refused.AsAsync("ListenerNotFound", () => TagsAsync(scene, arns[2]));
    }

    [Fact]
    public async Task Tags_that_AWS_would_refuse_are_refused_and_nothing_is_made()
    {
        await using var scene = await ElbScene.StartAsync();
        await RefusedAsync("DuplicateTagKeys", new Tag { Key = "a", Value = "1" }, new Tag { Key = "a", Value = "2" });
        await RefusedAsync("ValidationError", new Tag { Key = "aws:mine" });
        await RefusedAsync("ValidationError", new Tag { Key = new string('k', 129) });
        await RefusedAsync("ValidationError", new Tag { Key = "R&D" });
        await RefusedAsync("ValidationError", new Tag { Key = "owner", Value = "payments, core" });
        await RefusedAsync("TooManyTags", [.. Enumerable.Range(0, 51).Select(number => new Tag { Key = $"k{number}" })]);
        Assert.Null((await scene.Elb.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers);

        async Task RefusedAsync(string code, params Tag[] tags)
        {
            var wish = scene.Wish("plp", "use1-az1");
            wish.Tags = [.. tags];
            await Refused.AsAsync(code, () => scene.BalancerAsync(wish));
        }
    }

    [Fact]
    public async Task At_most_fifty_tags_stay_on_a_resource_and_at_most_twenty_resources_are_described()
    {
        await using var scene = await ElbScene.StartAsync();
        var arn = (await scene.GroupAsync("plp")).TargetGroupArn!;
        await scene.Elb.AddTagsAsync(
            new() { ResourceArns = [arn], Tags = [.. Enumerable.Range(0, 50).Select(number => new Tag { Key = $"k{number}" })] }, Cancel);

        await Refused.AsAsync("TooManyTags", () => scene.Elb.AddTagsAsync(new() { ResourceArns = [arn], Tags = [new() { Key = "one-more" }] }, Cancel));
        Assert.Equal(50, (await TagsAsync(scene, arn)).Count);
        var refusal = await Refused.AsAsync("ValidationError", () => TagsAsync(scene, [.. Enumerable.Repeat(arn, 21)]));
        Assert.Equal("Cannot have more than 20 resources described", refusal.Message);
        await Refused.AsAsync("ValidationError", () => TagsAsync(scene, "not-an-arn"));
        await Refused.AsAsync("ValidationError", () => TagsAsync(scene));
    }

    private static async Task<List<string>> TagsAsync(ElbScene scene, params string[] arns)
    {
        var response = await scene.Elb.DescribeTagsAsync(new() { ResourceArns = [.. arns] }, Cancel);
        return [.. (Assert.Single(response.TagDescriptions!).Tags ?? []).Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
    }
}
