using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Judges;

public sealed class NewerMembersTests
{
    [Fact]
    public void The_official_SDK_has_each_of_EC2()
    {
        var unknown = NewerMembers.OfEc2.Values.Where(name => name.Split('.') is not [var type, var property]
            || typeof(VpcEndpoint).Assembly.GetType($"Amazon.EC2.Model.{type}")?.GetProperty(property) is null);
        Assert.Empty(unknown);
        var types = typeof(InstanceType).GetFields().Select(field => field.GetValue(null)).OfType<InstanceType>().Select(type => $"InstanceType={type.Value}");
        var states = typeof(State).GetFields().Select(field => field.GetValue(null)).OfType<State>().Select(state => $"State={state.Value}");
        Assert.Empty(NewerMembers.Ec2Values.Except(types.Concat(states), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_script_for_JavaScript_reads_each_of_the_replies()
    {
        var script = File.ReadAllText(Path.Combine(ForeignClient.Folder, "JavaScript", "flow.mjs"));
        var names = NewerMembers.OfEc2.Values.Concat(NewerMembers.OfElasticLoadBalancing).Select(name => name.Split('.')[1]).Distinct();
        Assert.All(names, name => Assert.Contains(name, script, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_belongs_to_a_shape_of_the_models()
    {
        foreach (var models in Botocore.Required)
        {
            // An operation that gave nothing before is named by its envelope.
            Assert.All(
                NewerMembers.OfEc2.Keys, name => Assert.Contains(
                    name.Split('.')[0], models["ec2"].Shapes.Keys.Concat(models["ec2"].Operations.Keys.Select(action => action + "Response"))));
            Assert.All(NewerMembers.OfElasticLoadBalancing, name => Assert.Contains(name.Split('.')[0], models["elasticloadbalancing"].Shapes.Keys));
        }
    }
}
