using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What a provider has entered to change a service; what is as it was is not sent.</summary>
public sealed class ChangeServiceForm
{
    private string _before = "";

    /// <summary>In the order in which they were chosen: the fields of errors count by it.</summary>
    public List<string> SubnetIds { get; init; } = [];

    public List<ListenerForm> Listeners { get; init; } = [];

    public List<string> SecurityGroupIds { get; init; } = [];

    public BalancerForm Balancer { get; init; } = new();

    public string? PrivateDnsName { get; set; }

    public List<TagForm> Tags { get; init; } = [];

    private EndpointServiceOwnView Own { get; init; } = null!;

    private string? Name { get; init; }

    public static ChangeServiceForm Of(EndpointServiceView service)
    {
        var own = service.Own!;
        var form = new ChangeServiceForm
        {
            SubnetIds = [.. own.Subnets.Select(subnet => subnet.SubnetId)],
            Listeners = [.. own.Listeners.Select(ListenerForm.Of)],
            SecurityGroupIds = [.. own.SecurityGroupIds ?? []],
            Balancer = BalancerForm.Of(own.LoadBalancerAttributes),
            PrivateDnsName = service.PrivateDnsName,
            Tags = TagForm.Of(own.Tags),
            Own = own,
            Name = service.PrivateDnsName,
        };
        form._before = form.ListenersText();
        return form;
    }

    /// <param name="asked">What AWS asks for as tags in the account.</param>
    public ChangeServiceInput ToInput(IReadOnlyList<AskedTagView>? asked = null) => new(
        SubnetIds: SubnetIds.ToHashSet().SetEquals(Own.Subnets.Select(subnet => subnet.SubnetId)) ? null : [.. SubnetIds],
        Listeners: ListenersText() == _before ? null : [.. Listeners.Select(listener => listener.ToInput())],
        PrivateDnsName: PublishForm.Text(PrivateDnsName) == Name ? null : PublishForm.Text(PrivateDnsName) ?? "",
        SecurityGroupIds: SecurityGroupIds.ToHashSet().SetEquals(Own.SecurityGroupIds ?? []) ? null : [.. SecurityGroupIds],
        Tags: TagForm.Changed(Tags, Own.Tags, asked),
        LoadBalancerAttributes: Balancer.ToInput() == BalancerForm.Of(Own.LoadBalancerAttributes).ToInput() ? null : Balancer.ToInput());

    /// <summary>What the form says, to tell whether it has changed since.</summary>
    public string ToText() => System.Text.Json.JsonSerializer.Serialize(ToInput());

    private string ListenersText() => System.Text.Json.JsonSerializer.Serialize(Listeners);
}
