using Portal.Domain.Audit;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Something has become due.</summary>
/// <param name="Scope">Where its work is taken; needed the first time only, as it never changes.</param>
public sealed record Wake(SubjectKind Kind, Guid Id, AwsScope? Scope = null);
