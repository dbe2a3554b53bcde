namespace Portal.Web.Home;

/// <summary>One thing to look after.</summary>
/// <param name="What">What is so, or what is to be done.</param>
/// <param name="HasCause">Whether others may have the same cause: what they share is said once. A decision is each its own.</param>
public sealed record HomeItem(string Address, string Name, string What, string Tone, string State, DateTimeOffset? Since, bool HasCause = false);
