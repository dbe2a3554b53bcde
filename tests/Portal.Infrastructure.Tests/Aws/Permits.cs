using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>Permits and requests for calls whose content does not matter.</summary>
internal static class Permits
{
    public static readonly Guid Installation = Guid.Parse("019ab000-0000-7000-8000-000000000001");

    public static StepRequest Request(
        StepCall call, string? name = null, string token = "019ab000-0000-7000-8000-0000000000aa", params (string Key, string Value)[] tags) =>
        new(call, token, name, tags.Append((PortalTags.Installation, Installation.ToString())).ToDictionary(tag => tag.Item1, tag => tag.Item2));

    public static StepRequest Delete() => Request(new DeleteEndpointCall("vpce-0123456789abcdef0"));

    public static SendPermit Lasting(TimeSpan lease) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), () => lease);

    public static SendPermit Granted() => Lasting(TimeSpan.FromMinutes(1));
}
