using Portal.Domain.Audit;

namespace Portal.Infrastructure.Search;

/// <summary>Something that a person has looked for and may see.</summary>
/// <param name="Detail">What tells it apart from others of its name: a stage, an account, an id; empty where the name does.</param>
public sealed record Found(SubjectKind Kind, string Id, string Name, string Detail);
