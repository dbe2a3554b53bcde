using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>The subnets of a service's load balancer, one a zone.</summary>
public sealed partial class SubnetFields
{
    [Parameter, EditorRequired]
    public VpcFacts Vpc { get; set; } = null!;

    /// <summary>In the order in which they were chosen: the fields of errors count by it.</summary>
    [Parameter, EditorRequired]
    public List<string> SubnetIds { get; set; } = [];

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    private Task ToggleAsync(SubnetFacts subnet)
    {
        if (!SubnetIds.Remove(subnet.Id))
        {
            SubnetIds.Add(subnet.Id);
        }

        return Changed.InvokeAsync();
    }

    /// <summary>Whether another subnet of its zone is chosen.</summary>
    private bool Taken(SubnetFacts subnet) =>
        !SubnetIds.Contains(subnet.Id) && Vpc.Subnets.Any(other => other.ZoneId == subnet.ZoneId && SubnetIds.Contains(other.Id));
}
