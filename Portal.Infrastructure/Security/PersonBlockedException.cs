namespace Portal.Infrastructure.Security;

/// <summary>An identity provider vouches for somebody whom a network admin has blocked.</summary>
public sealed class PersonBlockedException(Arrival arrival) : Exception($"{arrival.Person.Issuer}, {arrival.Person.Subject} is blocked in this portal.")
{
    public Arrival Arrival => arrival;
}
