namespace Portal.Infrastructure.Customers;

/// <summary>A link for a customer that was made just now.</summary>
/// <param name="Secret">What the link holds; it is shown once and never again. None when the same request was answered before.</param>
public sealed record MadeCustomerLink(Guid Id, string? Secret);
