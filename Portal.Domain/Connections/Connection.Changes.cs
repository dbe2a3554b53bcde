using System.Globalization;
using Portal.Domain.Reviews;

namespace Portal.Domain.Connections;

/// <content>What of it can be changed while it lives, and how.</content>
public sealed partial class Connection
{
    /// <summary>Asks for another end of a live connection; until it is approved, the old one holds.</summary>
    /// <exception cref="DomainException">The connection is not live, or another end is being decided already.</exception>
    public void ProposeEnd(DateTimeOffset? endsAt, Guid reviewId)
    {
        if (Stage is not (ConnectionStage.Provisioning or ConnectionStage.Available or ConnectionStage.Disconnected))
        {
            throw new IllegalMoveException("The connection", Stage.ToString(), "Renew");
        }

        RequireNothingProposed();
        (ProposedEndsAt, ExtensionReviewId) = (endsAt, reviewId);
        Announce();
        _events.Add(new("connection.renew", EndText(EndsAt), EndText(endsAt), null));
    }

    /// <summary>Takes the approval of the proposed end.</summary>
    /// <exception cref="SomeoneWasFasterException">What was approved is not what the connection would cause by now.</exception>
    public void AcceptEnd(string planHash)
    {
        if (ExtensionReviewId is null || planHash != EffectsUntil(ProposedEndsAt).PlanHash)
        {
            throw new SomeoneWasFasterException("the connection");
        }

        _events.Add(new("connection.extend", EndText(EndsAt), EndText(ProposedEndsAt), null));
        Spec = Spec with { EndsAt = ProposedEndsAt };
        (EndsAt, ApprovedPlanHash, ProposedEndsAt, ExtensionReviewId) = (ProposedEndsAt, planHash, null, null);
        WantedGeneration++;
        Announce();
    }

    /// <summary>Keeps the old end, because people said no or the question has gone.</summary>
    public void DropProposedEnd(string? reason)
    {
        if (ExtensionReviewId is not null)
        {
            _events.Add(new("connection.keep-end", EndText(ProposedEndsAt), EndText(EndsAt), reason));
            (ProposedEndsAt, ExtensionReviewId) = (null, null);
            Announce();
        }
    }

    /// <summary>Whether subnets, addresses, groups, private DNS or the end can be changed now.</summary>
    public bool MayChange => Stage is ConnectionStage.Provisioning or ConnectionStage.Available or ConnectionStage.Disconnected;

    /// <summary>Asks for a change of a live connection; until it is approved, nothing of it is done.</summary>
    /// <exception cref="DomainException">The connection is not live, or something else is being decided already.</exception>
    public void Propose(ConnectionProposal proposal, ReviewedChange change)
    {
        RequireChangeable();
        RequireNothingProposed();
        Proposal = proposal;
        Announce();
        _events.Add(new("connection.propose", null, null, null, change.ToDetails()));
    }

    /// <summary>Takes the approval of the proposed change.</summary>
    /// <exception cref="SomeoneWasFasterException">What was approved is not what the change would cause.</exception>
    public void AcceptProposal(string planHash, ReviewedChange change)
    {
        if (Proposal is not { } proposal || planHash != ConnectionEffects.Of(proposal.Spec).PlanHash)
        {
            throw new SomeoneWasFasterException("the connection");
        }

        Proposal = null;
        Change(proposal.Spec, change);
    }

    /// <summary>Changes what is wanted of a live connection; what it causes counts as approved.</summary>
    /// <exception cref="DomainException">The connection is not live, or something else is being decided already.</exception>
    public void Change(ConnectionSpec spec, ReviewedChange change)
    {
        RequireChangeable();
        RequireNothingProposed();
        (Spec, EndsAt) = (spec, spec.EndsAt);
        ApprovedPlanHash = Effects.PlanHash;
        WantedGeneration++;
        Announce();
        _events.Add(new("connection.change", null, null, null, change.ToDetails()));
    }

    /// <summary>Forgets the proposed change, because people said no or the question has gone.</summary>
    public void DropProposal(string? reason)
    {
        if (Proposal is not null)
        {
            Proposal = null;
            _events.Add(new("connection.drop-proposal", null, null, reason));
            Announce();
        }
    }

    private void RequireChangeable()
    {
        if (!MayChange)
        {
            throw new IllegalMoveException("The connection", Stage.ToString(), "Change");
        }
    }

    private void RequireNothingProposed()
    {
        if (ExtensionReviewId is not null)
        {
            throw new DomainException("Another end is being decided already. Wait for that decision.");
        }

        if (Proposal is not null)
        {
            throw new DomainException("Another change is being decided already. Wait for that decision, or withdraw the change first.");
        }
    }

    private static string EndText(DateTimeOffset? endsAt) =>
        endsAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "no end";
}
