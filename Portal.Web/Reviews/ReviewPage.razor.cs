using Microsoft.AspNetCore.Components;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Reviews;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Reviews;

/// <summary>One round of approval: what it causes, who decided, and the decision itself.</summary>
public sealed partial class ReviewPage
{
    [Parameter]
    public Guid Id { get; set; }

    protected override ReviewPageQuery Query => new(Id);

    private static IReadOnlyList<(string, string)> Crumbs => [("Reviews", PortalUrls.Reviews)];

    private string Title => View.Purpose switch
    {
        ReviewPurpose.ChangeService => $"{View.About.ServiceName}: a change",
        ReviewPurpose.Change => $"{View.About.ConsumerTeam.Name} → {View.About.ServiceName}: a change",
        ReviewPurpose.Adopt => $"{View.About.ConsumerTeam.Name} → {View.About.ServiceName}: an endpoint to take over",
        ReviewPurpose.Extend => $"{View.About.ConsumerTeam.Name} → {View.About.ServiceName}: another end",
        _ => $"{View.About.ConsumerTeam.Name} → {View.About.ServiceName}",
    };

    private ReviewView View => Snapshot!.Review;

    private ReviewBackground Background => Snapshot!.Background;

    /// <summary>The VPC as AWS has shown it; none before, and where it is not visible.</summary>
    private VpcFacts? Vpc { get; set; }

    private string NothingDiffers => View.Purpose == ReviewPurpose.Connect ? "Nothing: it was sent again as it was." : "Nothing differs from how it is now.";

    private IReadOnlyList<FieldChange> NewEnd => [new("Ends", Text(View.About.EndsAt), Text(View.About.ProposedEndsAt))];

    /// <summary>What is called by an id, by that id.</summary>
    private Dictionary<string, string> Names
    {
        get
        {
            var names = new Dictionary<string, string> { [View.About.ServiceId.ToString()] = View.About.ServiceName };
            foreach (var (id, name) in NamesOf(Vpc))
            {
                names[id] = $"{name} ({id})";
            }

            return names;
        }
    }

    private static IEnumerable<(string Id, string Name)> NamesOf(VpcFacts? vpc) => vpc is null ? [] :
    [
        .. vpc.Name is { } name ? [(vpc.Id, name)] : Array.Empty<(string, string)>(),
        .. vpc.Subnets.Where(subnet => subnet.Name is not null).Select(subnet => (subnet.Id, subnet.Name!)),
        .. vpc.SecurityGroups.Where(group => group.Name.Length > 0).Select(group => (group.Id, group.Name)),
    ];

    private static string Text(DateTimeOffset? endsAt) => endsAt is { } at ? RelativeTime.Exact(at) : "no end";

    private void SeeNetwork(VpcFacts vpc) => Vpc = vpc;
}
