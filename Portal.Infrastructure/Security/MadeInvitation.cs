namespace Portal.Infrastructure.Security;

/// <summary>An invitation that was made just now.</summary>
/// <param name="Secret">What its link holds; it is shown once and never again. None when the same request was answered before.</param>
public sealed record MadeInvitation(Guid Id, string? Secret);
