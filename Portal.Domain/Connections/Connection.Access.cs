using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <content>Cutting it off and letting it in again, by whichever side.</content>
public sealed partial class Connection
{
    /// <param name="askedAt">By the database's clock.</param>
    public void Reconnect(DateTimeOffset now, DateTimeOffset askedAt)
    {
        Want(ConnectionAction.Reconnect, null, now);
        (Reconnecting, AskedAt, CutOffByProvider, CutOffReason) = (true, askedAt, null, null);
    }

    /// <summary>Rejects the endpoint on the provider's side at once; it stays where it is, and can be accepted again until a time.</summary>
    /// <param name="by">The provider or the network admins.</param>
    /// <param name="askedAt">By the database's clock.</param>
    public void CutOff(Party by, string reason, DateTimeOffset restorableUntil, DateTimeOffset now, DateTimeOffset askedAt)
    {
        Want(ConnectionAction.CutOff, reason, now);
        AskedAt = askedAt;
        (CutOffByProvider, CutOffReason, RestorableUntil, Reconnecting) = (by == Party.Provider, reason, restorableUntil, false);
    }

    /// <summary>Accepts again the endpoint that was cut off.</summary>
    /// <param name="askedAt">By the database's clock.</param>
    public void Restore(DateTimeOffset now, DateTimeOffset askedAt)
    {
        Want(ConnectionAction.Restore, null, now);
        AskedAt = askedAt;
        (CutOffByProvider, CutOffReason, RestorableUntil, Reconnecting) = (null, null, null, true);
    }

    /// <summary>Ends the portal's part in it with the endpoint left where it is, because nobody can reach it any more.</summary>
    public void Abandon(string reason, DateTimeOffset now)
    {
        Want(ConnectionAction.Abandon, reason, now);
        RestorableUntil = null;
    }

    /// <summary>Takes the id of the endpoint that the consumer has made in their own account; it counts when AWS shows whose it is.</summary>
    /// <exception cref="DomainException">The portal makes the endpoint itself, or does not wait for one.</exception>
    /// <param name="acceptAgainAt">By the database's clock, for one whose rejection was taken back: it is accepted all the same.</param>
    public void BringEndpoint(string vpcEndpointId, DateTimeOffset now, DateTimeOffset? acceptAgainAt = null)
    {
        if (!Spec.SelfManaged)
        {
            throw new DomainException("The portal makes this connection's endpoint itself; there is none to bring.");
        }

        Want(ConnectionAction.BringEndpoint, $"The endpoint is {vpcEndpointId}", now);
        // What a person wanted of an earlier endpoint does not hold for this one.
        (VpcEndpointId, Reconnecting, AskedAt) = (vpcEndpointId, acceptAgainAt is not null, acceptAgainAt ?? AskedAt);
    }
}
