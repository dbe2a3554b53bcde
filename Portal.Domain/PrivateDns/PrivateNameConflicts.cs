namespace Portal.Domain.PrivateDns;

/// <summary>Who in a VPC answers for a private DNS name already: a pure function.</summary>
public static class PrivateNameConflicts
{
    /// <param name="zones">None when the portal may not read them.</param>
    public static IReadOnlyList<PrivateDnsNote> Of(
        string dnsName, string vpcId, IReadOnlyList<PrivateNameHolder> endpoints, IReadOnlyList<PrivateZone>? zones)
    {
        var wanted = ZoneOf(dnsName);
        List<PrivateDnsNote> notes = [.. endpoints.Where(endpoint => endpoint.Names.Any(name => ZoneOf(name) == wanted))
            .Select(endpoint => new PrivateDnsNote(
                "endpointConflict",
                $"{endpoint.VpcEndpointId} in {vpcId} already has the private DNS name {dnsName}, and a VPC can have it once. "
                    + "Use that endpoint, switch its private DNS off, or leave private DNS off here.",
                IsRefusal: true))];
        var isTaken = notes.Count > 0;
        foreach (var zone in zones ?? [])
        {
            // The zone that AWS keeps for an endpoint has been told of with the endpoint.
            if (!(isTaken && zone.OwningService is not null) && NoteOf(zone, dnsName, wanted, vpcId) is { } note)
            {
                notes.Add(note);
            }
        }

        return notes;
    }

    /// <summary>AWS keeps the names of <c>*.example.com</c> in a zone <c>example.com</c>.</summary>
    private static string ZoneOf(string name)
    {
        // Route 53 writes the asterisk as an octal escape.
        var plain = ProofRecord.Canonical(name).Replace(@"\052", "*", StringComparison.Ordinal);
        return plain.StartsWith("*.", StringComparison.Ordinal) ? plain[2..] : plain;
    }

    private static PrivateDnsNote? NoteOf(PrivateZone zone, string dnsName, string wanted, string vpcId)
    {
        var name = ProofRecord.Canonical(zone.Name);
        return name == wanted
            ? new("zoneConflict",
                $"The private hosted zone {name} ({zone.Id}{Owner(zone)}) is associated with {vpcId} and answers for {dnsName} already. "
                    + "Take that zone off the VPC, or leave private DNS off.",
                IsRefusal: true)
            : wanted.EndsWith($".{name}", StringComparison.Ordinal)
            ? new("zoneAbove",
                $"{vpcId} has the private hosted zone {name} ({zone.Id}). What it says of {dnsName} will no longer be found in the VPC: the endpoint answers.",
                IsRefusal: false)
            : dnsName.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith($".{wanted}", StringComparison.Ordinal)
            ? new("zoneBelow",
                $"{vpcId} has the private hosted zone {name} ({zone.Id}). It goes on answering for its names: they will not lead to the endpoint.",
                IsRefusal: false)
            : null;
    }

    private static string Owner(PrivateZone zone) =>
        zone.OwningService is { } service ? $", kept by {service}" : zone.OwningAccount is { } account ? $", of account {account}" : "";
}
