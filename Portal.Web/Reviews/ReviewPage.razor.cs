using Microsoft.AspNetCore.Components;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Pages;
using Portal.Web.Routing;

namespace Portal.Web.Reviews;

/// <summary>One round of approval: what it causes, who decided, and the decision itself.</summary>
public sealed partial class ReviewPage
{
    [Parameter]
    public Guid Id { get; set; }

    protected override ReviewPageQuery Query => new(Id);

    private static IReadOnlyList<(string, string)> Crumbs => [("Reviews", PortalUrls.Reviews)];

    private string Title => Snapshot!.Purpose switch
    {
        ReviewPurpose.ChangeService => $"{Snapshot.About.ServiceName}: a change",
        ReviewPurpose.Change => $"{Snapshot.About.ConsumerTeam.Name} → {Snapshot.About.ServiceName}: a change",
        ReviewPurpose.Adopt => $"{Snapshot.About.ConsumerTeam.Name} → {Snapshot.About.ServiceName}: an endpoint to take over",
        ReviewPurpose.Extend => $"{Snapshot.About.ConsumerTeam.Name} → {Snapshot.About.ServiceName}: another end",
        _ => $"{Snapshot.About.ConsumerTeam.Name} → {Snapshot.About.ServiceName}",
    };

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private Dictionary<string, string> Names => new() { [Snapshot!.About.ServiceId.ToString()] = Snapshot.About.ServiceName };
}
