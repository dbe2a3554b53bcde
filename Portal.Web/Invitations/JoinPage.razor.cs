using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Invitations;

/// <summary>What somebody sees who opens the link of an invitation: into which team, as what, and how to sign in.</summary>
public sealed partial class JoinPage
{
    [Parameter]
    public string Secret { get; set; } = "";

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [Inject]
    public required InvitationQueries Invitations { get; init; }

    [Inject]
    public required Identities Identities { get; init; }

    [Inject]
    public required RefusalLog Refusals { get; init; }

    private InvitationView? Invitation { get; set; }

    private string Problem { get; set; } = "";

    /// <summary>Who is signed in in this browser; none when nobody is.</summary>
    private string? Known { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var cancellationToken = Context.RequestAborted;
        var actor = await Identities.ActorAsync(Context.User, cancellationToken);
        Known = actor?.Name;
        try
        {
            Invitation = await Invitations.OpenAsync(Secret, cancellationToken);
        }
        catch (InvitationRefusedException refused)
        {
            Problem = refused.Message;
            Context.Response.StatusCode = StatusCodes.Status410Gone;
            await Refusals.WriteAsync(actor ?? Actor.System("invitation"), "an invitation", refused.Message, cancellationToken);
        }
    }
}
