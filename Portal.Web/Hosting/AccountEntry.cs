namespace Portal.Web.Hosting;

internal sealed record AccountEntry(string AccountId, string Team, string Region, bool Managed, string AccessKeyId, string SecretAccessKey);
