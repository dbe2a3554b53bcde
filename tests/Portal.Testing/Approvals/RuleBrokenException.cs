namespace Portal.Testing.Approvals;

/// <summary>The portal and the rule disagree; the message has all calls that led there.</summary>
public sealed class RuleBrokenException(string message) : Exception(message);
