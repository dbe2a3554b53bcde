namespace Portal.Infrastructure.Aws;

/// <summary>What came back is not a reply of AWS's, for example a proxy's page.</summary>
internal sealed class UnreadableReplyException(string message) : Exception(message);
