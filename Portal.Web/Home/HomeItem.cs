namespace Portal.Web.Home;

/// <summary>One thing to look after.</summary>
/// <param name="What">What is so, or what is to be done; what several items share is said once.</param>
public sealed record HomeItem(string Address, string Name, string What, string Tone, string State, DateTimeOffset? Since);
