using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Finds everything that is wrong with a change of a connection, and works out the spec that it asks for.</summary>
internal static class ChangeConnectionValidator
{
    public static void ThrowIfTooMany(ChangeConnectionInput input) =>
        RequestConnectionValidator.ThrowIfTooMany(Request(null, null, null, input, input.Tags));

    public static void CheckForm(Connection connection, ChangeConnectionInput input, DateTimeOffset now, InputErrors errors)
    {
        var spec = connection.Spec;
        var others = input.Subnets is not null || input.SecurityGroupIds is not null || input.PrivateDns is not null;
        if (spec.SelfManaged)
        {
            errors.Check(
                !others, input.Subnets is not null ? "subnets" : input.SecurityGroupIds is not null ? "securityGroupIds" : "privateDns",
                "The account is self-managed: change the endpoint there. The portal has no say in its network.");
            errors.Check(input.EndsAt is null || input.EndsAt > now, "endsAt", "Choose a time in the future.");
            return;
        }

        RequestConnectionValidator.CheckForm(
            Request(spec, spec.VpcId, connection.Justification, input, null) with { EndsAt = input.EndsAt }, selfManaged: false, now, errors);
    }

    /// <summary>Only what is to change is compared with AWS: what stands there already may have moved on.</summary>
    public static void CheckAgainst(VpcFacts vpc, EndpointService service, ConnectionSpec present, ChangeConnectionInput input, InputErrors errors)
    {
        var kept = present.Subnets.Select(subnet => new SubnetInput(subnet.SubnetId, subnet.Ipv4)).ToHashSet();
        RequestConnectionValidator.CheckAgainst(vpc, service, Request(present, vpc.Id, null, input, null) with
        {
            Subnets = input.Subnets,
            SecurityGroupIds = input.SecurityGroupIds,
            PrivateDns = input.PrivateDns == true && !present.PrivateDns,
        }, errors, kept);
        errors.Check(input.PrivateDns != true || present.PrivateDns || service.Spec.PrivateDnsName is not null, "privateDns",
            $"{service.Name} has no private DNS name. Leave private DNS off, and use the endpoint's own names.");
    }

    /// <param name="vpc">None where the network stays as it is.</param>
    public static ConnectionSpec Spec(ConnectionSpec present, ChangeConnectionInput input, VpcFacts? vpc) => present with
    {
        Subnets = input.Subnets is { } subnets ? RequestConnectionValidator.SubnetsOf(subnets, vpc) : present.Subnets,
        SecurityGroupIds = input.SecurityGroupIds is { } groups ? [.. groups.Select(id => id!).Order(StringComparer.Ordinal)] : present.SecurityGroupIds,
        PrivateDns = input.PrivateDns ?? present.PrivateDns,
        EndsAt = input.EndsAt?.ToMilliseconds() ?? present.EndsAt,
    };

    /// <summary>The connection as it would be asked for anew with the change.</summary>
    private static RequestConnectionInput Request(
        ConnectionSpec? spec, string? vpcId, string? justification, ChangeConnectionInput input, IReadOnlyDictionary<string, string?>? tags) => new(
        spec?.ServiceId, spec?.AccountId, spec?.Region, vpcId,
        input.Subnets ?? spec?.Subnets.Select(subnet => new SubnetInput(subnet.SubnetId, subnet.Ipv4)).ToList(),
        input.SecurityGroupIds ?? spec?.SecurityGroupIds, input.PrivateDns ?? spec?.PrivateDns, justification, input.EndsAt, tags, null);
}
