namespace Portal.Web.Hosting;

internal sealed record PersonaEntry(string Name, string Team, IReadOnlyList<string> Roles, string Token);
