namespace Portal.Domain.Accounts;

/// <summary>Who somebody is, whatever they are called and through whichever token or session they come.</summary>
public readonly record struct PersonKey(string Issuer, string Subject);
