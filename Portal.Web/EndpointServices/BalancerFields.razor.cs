using Microsoft.AspNetCore.Components;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What a provider may say of the load balancer beside its zones.</summary>
public sealed partial class BalancerFields
{
    [Parameter, EditorRequired]
    public BalancerForm Form { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
