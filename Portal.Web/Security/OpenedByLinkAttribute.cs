namespace Portal.Web.Security;

/// <summary>Says of a page or endpoint that whoever holds its link comes in without a sign-in: what is sent by one link is counted.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenedByLinkAttribute : Attribute;
