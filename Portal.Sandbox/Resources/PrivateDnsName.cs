using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>The name under which consumers may reach a service, and how far its owner has proved that it is his.</summary>
internal sealed record PrivateDnsName(string Name, string TxtName, string TxtValue, Timeline States)
{
    public const string Pending = "pendingVerification";
    public const string Verified = "verified";
    public const string Failed = "failed";
}
