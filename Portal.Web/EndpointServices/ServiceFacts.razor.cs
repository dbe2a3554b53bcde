using Microsoft.AspNetCore.Components;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What consumers need to know of a service.</summary>
public sealed partial class ServiceFacts
{
    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    /// <summary>Whether there is room for facts side by side.</summary>
    [Parameter]
    public bool IsWide { get; set; }

    [Parameter]
    public bool MayRequest { get; set; }

    private PrivateDnsNameState? Proof => Service.Aws?.PrivateDnsNameState;

    private string ProofText => Proof switch
    {
        PrivateDnsNameState.Verified => "Proven",
        PrivateDnsNameState.Failed => "Proof failed",
        null => "Not proven yet",
        _ => "Proof pending",
    };

    private Tone ProofTone => Proof switch
    {
        PrivateDnsNameState.Verified => Tone.Good,
        PrivateDnsNameState.Failed => Tone.Bad,
        _ => Tone.Turn,
    };
}
