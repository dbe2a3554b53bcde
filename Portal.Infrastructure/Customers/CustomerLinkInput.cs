namespace Portal.Infrastructure.Customers;

/// <summary>A new link in place of the one that there is.</summary>
/// <param name="Days">How long it lets the customer in: 1 to 90 days, 30 if left out.</param>
public sealed record CustomerLinkInput(int? Days);
