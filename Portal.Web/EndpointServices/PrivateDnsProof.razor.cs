using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What a provider has to publish to prove a private DNS name, what was found of it, and when AWS looks.</summary>
public sealed partial class PrivateDnsProof
{
    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Parameter, EditorRequired]
    public PrivateDnsView Dns { get; set; } = null!;

    [Parameter, EditorRequired]
    public ProofRecordView Record { get; set; } = null!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    /// <summary>What became of the person's last click.</summary>
    private string Told { get; set; } = "";

    private bool MayVerify => Service is { Unreadable: null, Stage: EndpointServiceStage.Available or EndpointServiceStage.Draining }
        && (Actor.Has(Service.ProviderTeam.Id, TeamRole.Provider) || Actor.IsNetworkAdmin);

    private string StateText => Dns.State == PrivateDnsNameState.Failed ? "AWS did not find it" : "AWS has not found it yet";

    private Tone StateTone => Dns.State == PrivateDnsNameState.Failed ? Tone.Bad : Tone.Turn;

    private async Task VerifyAsync()
    {
        VerificationReceipt? receipt = null;
        if (await RunAsync(async actor => receipt = await Commands.VerifyPrivateDnsAsync(actor, Service.Id, null, LifetimeToken)))
        {
            Told = $"AWS is asked to look for the record. {receipt!.Lookup?.Finding}".TrimEnd();
        }
    }
}
