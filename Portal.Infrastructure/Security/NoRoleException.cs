namespace Portal.Infrastructure.Security;

/// <summary>An identity provider vouches for somebody who may do nothing here.</summary>
public sealed class NoRoleException(Arrival arrival)
    : Exception($"No group of {arrival.Name} ({arrival.Person.Issuer}, {arrival.Person.Subject}) has a role in this portal.")
{
    public Arrival Arrival => arrival;
}
