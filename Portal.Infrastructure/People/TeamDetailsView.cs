using Portal.Infrastructure.Accounts;

namespace Portal.Infrastructure.People;

/// <summary>A team as people read it.</summary>
/// <param name="CustomerOf">The provider's team whose customer it stands for; none for a team of people.</param>
/// <param name="Members">How many people are in it.</param>
/// <param name="AskedTags">Tags that everything has to carry that is made for it.</param>
public sealed record TeamDetailsView(
    Guid Id, string Name, Guid? CustomerOf, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, int Version, int Members,
    IReadOnlyList<AskedTagView>? AskedTags = null);
