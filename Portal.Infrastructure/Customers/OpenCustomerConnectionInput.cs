namespace Portal.Infrastructure.Customers;

/// <summary>A connection that a provider opens for one customer of theirs.</summary>
/// <param name="Customer">What the provider calls the customer; 1 to 40 characters.</param>
/// <param name="AccountId">The customer's AWS account, 12 digits; left out where the customer is to say it.</param>
/// <param name="Justification">What the connection is for; those who approve it read this.</param>
/// <param name="ExternalReference">The provider's own name for the customer's tenant.</param>
/// <param name="Days">How long the link lets the customer in: 1 to 90 days, 30 if left out.</param>
public sealed record OpenCustomerConnectionInput(
    string? Customer, string? AccountId, string? Justification, string? ExternalReference, int? Days);
