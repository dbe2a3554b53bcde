using Microsoft.AspNetCore.Components;
using Portal.Domain.Networking;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>One port of a service that is being published, with the hosts behind it.</summary>
public sealed partial class ListenerFields
{
    [Parameter, EditorRequired]
    public ListenerForm Listener { get; set; } = null!;

    /// <summary>The listener as the validators name it: <c>listeners[0]</c>.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    /// <summary>Where the hosts are; none while no VPC is chosen.</summary>
    [Parameter, EditorRequired]
    public VpcFacts? Vpc { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    private string? For(string field) => Errors.For($"{Field}.{field}");

    private string IdOf(string field) => FormErrors.IdOf($"{Field}.{field}");

    private bool Wrong(string field) => For(field) is not null;

    private string? TargetError(int index) =>
        For($"targetGroup.targets[{index}]") ?? For($"targetGroup.targets[{index}].id") ?? For($"targetGroup.targets[{index}].kind");

    /// <summary>An address in no subnet of the VPC is reached from every zone.</summary>
    private string? Whereabouts(TargetForm target)
    {
        if (Listener.Kind != "ip" || Vpc is null || target.Id?.Trim() is not { } address || !Ipv4Cidr.IsAddress(address))
        {
            return null;
        }

        return Vpc.Subnets.FirstOrDefault(subnet => Ipv4Cidr.TryParse(subnet.Cidr, out var cidr) && cidr.Contains(address)) is { } subnet
            ? $"In {DisplayText.Zone(subnet.ZoneId, subnet.ZoneName)}"
            : "Outside the VPC, on premises: reached from every zone";
    }

    private Task RemoveAsync(TargetForm target)
    {
        // They count the hosts, which move up.
        Errors.Clear();
        return SetAsync(() => Listener.Targets.Remove(target));
    }

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
