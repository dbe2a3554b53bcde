using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a team shows.</summary>
/// <param name="Grants">Other teams' accounts that it may request into.</param>
/// <param name="Invitations">Those that are open; none for who may not see them.</param>
public sealed record TeamPageSnapshot(
    TeamDetailsView Team, Page<MemberView> Members, IReadOnlyList<AccountGrantView> Grants, IReadOnlyList<InvitationView> Invitations,
    IReadOnlyList<AuditView> History);
