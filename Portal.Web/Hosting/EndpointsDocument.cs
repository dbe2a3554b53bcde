namespace Portal.Web.Hosting;

/// <summary>Where everything of a sandbox portal is reached, and with which tokens and keys.</summary>
internal sealed record EndpointsDocument(string Portal, SandboxEntry Sandbox, IReadOnlyList<PersonaEntry> Personas, IReadOnlyList<AccountEntry> Accounts);
