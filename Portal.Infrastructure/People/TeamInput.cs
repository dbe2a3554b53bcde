namespace Portal.Infrastructure.People;

/// <summary>What a team is called; 1 to 100 characters that no other team has.</summary>
public sealed record TeamInput(string? Name);
