using Portal.Infrastructure.Audit;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of group rules shows.</summary>
/// <param name="Unmapped">Groups of people who were turned away of late.</param>
public sealed record GroupRulesPageSnapshot(
    IReadOnlyList<GroupRuleView> Rules, IReadOnlyList<UnmappedGroupView> Unmapped, IReadOnlyList<AuditView> History);
