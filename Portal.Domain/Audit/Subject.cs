namespace Portal.Domain.Audit;

/// <summary>What an audit row is about, and which teams may read it.</summary>
public sealed record Subject(SubjectKind Kind, string Id, IReadOnlyList<Guid> TeamIds)
{
    public static Subject Of(SubjectKind kind, Guid id, params Guid[] teamIds) => new(kind, id.ToString(), [.. teamIds.Distinct()]);
}
