using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>Subnets and security groups of the VPC from which is connected.</summary>
public sealed partial class RequestNetwork
{
    [Parameter, EditorRequired]
    public VpcFacts Vpc { get; set; } = null!;

    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Parameter, EditorRequired]
    public RequestForm Form { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>Why a subnet cannot be chosen; none when it can.</summary>
    private string? Hindrance(SubnetFacts subnet) =>
        !Service.ZoneIds.Contains(subnet.ZoneId) ? "the service is not in this zone"
        : subnet.FreeAddresses == 0 ? "no free address"
        : Vpc.Subnets.Any(other => other.ZoneId == subnet.ZoneId && Form.SubnetIds.Contains(other.Id)) ? "another subnet of this zone is chosen"
        : null;

    private string? ErrorOf(SubnetFacts subnet, string field) => Errors.For($"subnets[{Form.SubnetIds.IndexOf(subnet.Id)}].{field}");

    private Task ToggleSubnetAsync(SubnetFacts subnet)
    {
        if (!Form.SubnetIds.Remove(subnet.Id))
        {
            Form.SubnetIds.Add(subnet.Id);
        }

        Form.Addresses.Remove(subnet.Id);
        return Changed.InvokeAsync();
    }

    private Task SetAddressAsync(SubnetFacts subnet, string? address)
    {
        Form.Addresses[subnet.Id] = address ?? "";
        return Changed.InvokeAsync();
    }

    private Task ToggleGroupAsync(string id)
    {
        if (!Form.SecurityGroupIds.Remove(id))
        {
            Form.SecurityGroupIds.Add(id);
        }

        return Changed.InvokeAsync();
    }
}
