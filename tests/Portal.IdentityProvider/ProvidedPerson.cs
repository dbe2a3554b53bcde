namespace Portal.IdentityProvider;

/// <summary>Somebody whom the provider vouches for, to whoever says to be them: it asks for no password, and is for this machine alone.</summary>
public sealed record ProvidedPerson(string Subject, string Name, IReadOnlyList<string> Groups);
