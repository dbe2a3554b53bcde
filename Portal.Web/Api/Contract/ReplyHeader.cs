namespace Portal.Web.Api.Contract;

/// <summary>Says of an endpoint that its reply of one status carries a header.</summary>
internal sealed record ReplyHeader(int Status, string Name);
