namespace Portal.Web.Home;

/// <summary>One thing to look after.</summary>
public sealed record HomeItem(string Address, string Name, string What, string Tone, string State, DateTimeOffset? Since);
