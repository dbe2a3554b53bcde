using System.Globalization;
using Portal.Domain.Reviews;

namespace Portal.Domain.Connections;

/// <summary>Works out what a change of a live connection means.</summary>
public static class ConnectionChange
{
    internal const string Ends = "Ends";
    internal const string Subnets = "Subnets";
    internal const string SecurityGroups = "Security groups";

    /// <summary>The spec to be wanted from now on: the new one, with private DNS switched off where the present one has it on.</summary>
    public static ConnectionSpec Follow(ConnectionSpec present, ConnectionSpec next) => next with
    {
        PrivateDnsOff = next.PrivateDns ? null : present.PrivateDns || present.PrivateDnsOff == true ? true : null,
    };

    /// <summary>What differs, as people read it; empty where nothing does.</summary>
    public static IReadOnlyList<FieldChange> Differences(ConnectionSpec present, ConnectionSpec next) =>
    [
        .. FieldChange.OfSets(Subnets, present.Subnets.Select(subnet => subnet.ToText()), next.Subnets.Select(subnet => subnet.ToText())),
        .. FieldChange.OfSets(SecurityGroups, present.SecurityGroupIds, next.SecurityGroupIds),
        .. FieldChange.Of("Private DNS", Text(present.PrivateDns), Text(next.PrivateDns)),
        .. FieldChange.Of(Ends, Text(present.EndsAt), Text(next.EndsAt)),
    ];

    /// <summary>Whether it opens nothing: what only takes away needs nobody's approval.</summary>
    public static bool OnlyTakesAway(ConnectionSpec present, ConnectionSpec next) =>
        next.Subnets.All(present.Subnets.Contains) && next.SecurityGroupIds.All(present.SecurityGroupIds.Contains)
        && (present.PrivateDns || !next.PrivateDns) && !EndsLater(present, next);

    /// <summary>Whether it would last longer than what was approved.</summary>
    public static bool EndsLater(ConnectionSpec present, ConnectionSpec next) =>
        present.EndsAt is { } end && (next.EndsAt is not { } later || later > end);

    private static string Text(bool isOn) => isOn ? "on" : "off";

    private static string Text(DateTimeOffset? endsAt) =>
        endsAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "no end";
}
