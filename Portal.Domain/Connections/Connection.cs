using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.Connections;

/// <summary>One consumer VPC's link to one service, from request to deletion: owns in AWS the endpoint and its acceptance or rejection.</summary>
public sealed partial class Connection
{
    private readonly List<DomainEvent> _events = [];

    private Connection()
    {
    }

    public Guid Id { get; private init; }

    public Guid ServiceId { get; private init; }

    public Guid ConsumerTeamId { get; private init; }

    public Guid ProviderTeamId { get; private init; }

    /// <summary>Whether the provider has opened it for a customer of theirs: by that the provider has said yes to it.</summary>
    public bool IsForCustomer { get; private init; }

    public ConnectionSpec Spec { get; private set; } = null!;

    public string Justification { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Tags { get; private set; } = new Dictionary<string, string>();

    public string? ExternalReference { get; private set; }

    public string RequesterIssuer { get; private init; } = "";

    public string RequesterSubject { get; private init; } = "";

    public ConnectionStage Stage { get; private set; }

    public DateTimeOffset StageSince { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The spec's end, kept apart so that the database can find the ones that are over.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>The end that is asked for and not decided yet; it counts only while <see cref="ExtensionReviewId"/> is set.</summary>
    public DateTimeOffset? ProposedEndsAt { get; private set; }

    /// <summary>The round of approval for <see cref="ProposedEndsAt"/>; none while no other end is asked for.</summary>
    public Guid? ExtensionReviewId { get; private set; }

    /// <summary>The change that is asked for and not decided yet; none while there is none.</summary>
    public ConnectionProposal? Proposal { get; private set; }

    /// <summary>The present round of approval.</summary>
    public Guid? ReviewId { get; private set; }

    /// <summary>The hash that was approved; none while nothing is.</summary>
    public string? ApprovedPlanHash { get; private set; }

    /// <summary>A person asked to accept a rejected endpoint again.</summary>
    public bool Reconnecting { get; private set; }

    /// <summary>
    /// When a person last asked for its endpoint to be accepted again, or rejected: by the database's clock, as the calls are that are compared with it.
    /// </summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Who cut it off: the provider or the network admins, who alone can restore it; none while nobody has.</summary>
    public Party? CutOffBy => CutOffByProvider switch { true => Party.Provider, false => Party.NetworkAdmin, null => null };

    /// <summary>As it is stored: none while nobody has cut it off, false for the network admins.</summary>
    public bool? CutOffByProvider { get; private set; }

    /// <summary>Why it was cut off, as the consumer is told.</summary>
    public string? CutOffReason { get; private set; }

    /// <summary>When it is deleted unless it was restored before.</summary>
    public DateTimeOffset? RestorableUntil { get; private set; }

    /// <summary>AWS's id, once it is known; in a self-managed account once the consumer has registered it.</summary>
    public string? VpcEndpointId { get; private set; }

    /// <summary>Rises with everything that people see and decide on.</summary>
    public int Version { get; private set; }

    /// <summary>Rises with everything that changes what is wanted in AWS.</summary>
    public long WantedGeneration { get; private set; }

    public Subject Subject => Subject.Of(SubjectKind.Connection, Id, ConsumerTeamId, ProviderTeamId);

    public Effects Effects => ConnectionEffects.Of(Spec);

    /// <summary>Where its work is taken: what is cut off is looked after on the provider's side alone, whatever has become of the consumer's.</summary>
    public AwsScope WorkScope => Stage == ConnectionStage.CutOff ? Spec.ProviderScope : Spec.WorkScope;

    /// <summary>What the connection would cause with another end.</summary>
    public Effects EffectsUntil(DateTimeOffset? endsAt) => ConnectionEffects.Of(Spec with { EndsAt = endsAt });

    public static Connection Request(
        Guid consumerTeamId, Guid providerTeamId, ConnectionDraft draft, Actor requester, DateTimeOffset now, bool isForCustomer = false) => new()
        {
            IsForCustomer = isForCustomer,
            Id = Guid.CreateVersion7(now),
            ServiceId = draft.Spec.ServiceId,
            ConsumerTeamId = consumerTeamId,
            ProviderTeamId = providerTeamId,
            Spec = draft.Spec,
            EndsAt = draft.Spec.EndsAt,
            Justification = draft.Justification,
            Tags = draft.Tags,
            ExternalReference = draft.ExternalReference,
            RequesterIssuer = requester.Issuer,
            RequesterSubject = requester.Subject,
            // From now on it is nobody else's to take over, to be given, or to turn away.
            VpcEndpointId = draft.Spec.AdoptedEndpointId,
            Stage = ConnectionStage.Draft,
            StageSince = now,
            CreatedAt = now,
        };

    /// <summary>Hands the request to a round of approval.</summary>
    public void Submit(Guid reviewId, DateTimeOffset now)
    {
        Want(ConnectionAction.Submit, null, now);
        (ReviewId, ApprovedPlanHash) = (reviewId, null);
    }

    /// <summary>Takes the approval of exactly these effects.</summary>
    /// <exception cref="SomeoneWasFasterException">What was approved is not what the spec would cause.</exception>
    public void Approve(string planHash, DateTimeOffset now)
    {
        if (planHash != Effects.PlanHash)
        {
            throw new SomeoneWasFasterException("the request");
        }

        Want(ConnectionAction.Approve, null, now);
        ApprovedPlanHash = planHash;
    }

    /// <summary>What is asked for, as people entered it.</summary>
    public ConnectionDraft ToDraft() => new(Spec, Justification, Tags, ExternalReference);

    /// <summary>Replaces what was asked for, while an approver wants something changed; the service stays the same.</summary>
    /// <exception cref="DomainException">The request is not waiting for changes, or names another service.</exception>
    public void Revise(ConnectionDraft draft)
    {
        if (Stage != ConnectionStage.ChangesRequested)
        {
            throw new IllegalMoveException("The connection", Stage.ToString(), "Revise");
        }

        if (Spec.Adopts || draft.Spec.Adopts)
        {
            throw new DomainException("What takes over an endpoint wants it as it stands in AWS. Withdraw the request, and adopt the endpoint again.");
        }

        if (draft.Spec.ServiceId != ServiceId)
        {
            throw new DomainException("A request cannot move to another service. Withdraw it and ask for the other service.");
        }

        (Spec, EndsAt, Justification, Tags, ExternalReference) = (draft.Spec, draft.Spec.EndsAt, draft.Justification, draft.Tags, draft.ExternalReference);
    }

    /// <summary>Goes to another round of approval, because what was decided no longer counts.</summary>
    public void ReviewAgain(Guid reviewId, string because)
    {
        ReviewId = reviewId;
        Announce();
        _events.Add(new("connection.review-again", null, null, because));
    }

    /// <summary>Something that people see beside the row has changed: a decision, or whose turn it is.</summary>
    /// <exception cref="UnreadableException">This version cannot read all of it.</exception>
    public void Announce() => this.RequireReadable().Version++;

    public void Deny(string? reason, DateTimeOffset now) => Want(ConnectionAction.Deny, reason, now);

    public void RequestChanges(string? reason, DateTimeOffset now) => Want(ConnectionAction.RequestChanges, reason, now);

    public void Expire(DateTimeOffset now) => Want(ConnectionAction.Expire, "Nobody decided in time", now);

    public void Withdraw(string? reason, DateTimeOffset now) => Want(ConnectionAction.Withdraw, reason, now);

    public void Delete(string? reason, DateTimeOffset now)
    {
        Want(ConnectionAction.Delete, reason, now);
        RestorableUntil = null;
    }

    /// <summary>Whether this is the endpoint that the consumer has registered already.</summary>
    public bool IsRegistered(string vpcEndpointId) =>
        Spec.SelfManaged && VpcEndpointId == vpcEndpointId && Stage is ConnectionStage.Provisioning or ConnectionStage.Available;

    /// <summary>What people have decided on what others have changed in AWS.</summary>
    public DifferenceDecisions DifferenceDecisions { get; private set; } = DifferenceDecisions.None;

    /// <summary>Takes decisions on what others have changed in AWS; what is wanted stays as it is.</summary>
    /// <param name="standing">What differs by now.</param>
    public void Decide(IReadOnlyList<DifferenceDecision> decided, IReadOnlyList<StandingDifference> standing, string? reason)
    {
        DifferenceDecisions = this.RequireReadable().DifferenceDecisions.With(decided, standing);
        Version++;
        _events.AddRange(DifferenceDecisions.Events("connection", decided, standing, reason));
    }

    /// <summary>Asks for another look, with nothing else changed.</summary>
    public void Retry() => _events.Add(new("connection.retry", null, null, null));

    /// <summary>Changes what people read of it, and the tags that its endpoint has in AWS.</summary>
    public void Describe(string justification, IReadOnlyDictionary<string, string> tags, string? externalReference)
    {
        if (Stage == ConnectionStage.AwaitingApproval && justification != Justification)
        {
            throw new DomainException("People are deciding on this request by its justification. Withdraw it and ask again, or wait for their decision.");
        }

        _events.Add(new("connection.describe", null, null, null, new Dictionary<string, string?>
        {
            ["justificationBefore"] = Justification,
            ["justification"] = justification,
            ["externalReference"] = externalReference,
            ["tagsBefore"] = AwsTags.Changes(Tags, tags, before: true),
            ["tags"] = AwsTags.Changes(Tags, tags, before: false),
        }));
        WantedGeneration += AwsTags.AreSame(Tags, tags) ? 0 : 1;
        (Justification, Tags, ExternalReference) = (justification, tags, externalReference);
        Announce();
    }

    /// <summary>Takes a move that the reconciler's observation proves.</summary>
    /// <exception cref="IllegalMoveException">The table has no such move, or it is people's to decide.</exception>
    public void Mark(ConnectionAction action, string? because, DateTimeOffset now)
    {
        if (!ConnectionLifecycle.IsProvedByLooking(action))
        {
            throw new IllegalMoveException("The connection", Stage.ToString(), action.ToString());
        }

        Move(action, because, now);
        Reconnecting = Reconnecting && Stage == ConnectionStage.Provisioning;
        if (action == ConnectionAction.MarkAvailable)
        {
            (CutOffByProvider, CutOffReason) = (null, null);
        }

        // What has to be made anew has another id.
        VpcEndpointId = Stage == ConnectionStage.AwaitingConsumer ? null : VpcEndpointId;
        // A void approval must not pass for one.
        ApprovedPlanHash = Stage == ConnectionStage.AwaitingApproval ? null : ApprovedPlanHash;
    }

    /// <summary>
    /// The provider rejected it in AWS: whatever becomes of that endpoint, they decide whether there is to be another one.
    /// </summary>
    public void NoteRejection(string because) => (CutOffByProvider, CutOffReason) = (true, because);

    /// <summary>Keeps AWS's id of the endpoint, once it is known.</summary>
    public void Identify(string vpcEndpointId)
    {
        if (VpcEndpointId != vpcEndpointId)
        {
            VpcEndpointId = vpcEndpointId;
            Announce();
        }
    }

    public IReadOnlyList<DomainEvent> TakeEvents()
    {
        IReadOnlyList<DomainEvent> facts = [.. _events];
        _events.Clear();
        return facts;
    }

    /// <summary>A move that a person or a policy wants: it changes what should stand in AWS.</summary>
    private void Want(ConnectionAction action, string? reason, DateTimeOffset now)
    {
        Move(action, reason, now);
        WantedGeneration++;
    }

    private void Move(ConnectionAction action, string? reason, DateTimeOffset now)
    {
        var from = this.RequireReadable().Stage;
        Stage = ConnectionLifecycle.Next(from, action);
        StageSince = now;
        Version++;
        _events.Add(new($"connection.{AuditNames.Of(action)}", from.ToString(), Stage.ToString(), reason));
    }
}
