namespace Portal.Web.Api;

/// <summary>A change was asked for without saying which version was seen.</summary>
internal sealed class PreconditionMissingException()
    : Exception("Send If-Match with the ETag of what you read, so that you never change what you have not seen.");
