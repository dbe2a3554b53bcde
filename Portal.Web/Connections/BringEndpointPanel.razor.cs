using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;

namespace Portal.Web.Connections;

/// <summary>Where a consumer whose account the portal does not manage reads how to create the endpoint, and enters its id.</summary>
public sealed partial class BringEndpointPanel
{
    private static readonly Way[] Ways = Enum.GetValues<Way>();

    private Way _chosen;
    private string? _id;

    [Parameter, EditorRequired]
    public ConnectionView Connection { get; set; } = null!;

    [Parameter, EditorRequired]
    public EndpointInstructions Instructions { get; set; } = null!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    private bool IsConsumer => Actor.Has(Connection.ConsumerTeam.Id, TeamRole.Consumer);

    private string Text => _chosen switch
    {
        Way.Terraform => Instructions.Terraform,
        Way.CloudFormation => Instructions.CloudFormation,
        _ => Instructions.AwsCli,
    };

    protected override void OnInitialized() => _id = Connection.RegisteredEndpointId;

    private static string Name(Way way) => way == Way.AwsCli ? "AWS CLI" : way.ToString();

    private Task<bool> BringAsync() =>
        RunAsync(
            actor => Commands.BringEndpointAsync(actor, Connection.Id, Connection.Version, new(_id), LifetimeToken), "The portal looks for the endpoint now.");

    private enum Way
    {
        Terraform,
        CloudFormation,
        AwsCli,
    }
}
