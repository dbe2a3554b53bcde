using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.EndpointServices;

/// <summary>What a provider publishes: owns in AWS the load balancer, target groups, listeners, the endpoint service and its permissions.</summary>
public sealed class EndpointService
{
    private readonly List<DomainEvent> _events = [];

    private EndpointService()
    {
    }

    public Guid Id { get; private init; }

    public Guid TeamId { get; private init; }

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    public EndpointServiceSpec Spec { get; private set; } = null!;

    /// <summary>The change that is asked for and not decided yet; none while there is none.</summary>
    public EndpointServiceProposal? Proposal { get; private set; }

    /// <summary>Who finds it in the catalogue.</summary>
    public Audience Visibility { get; private set; } = Audience.All;

    /// <summary>Whose requests need no decision of the provider.</summary>
    public Audience AutoApproval { get; private set; } = Audience.Nobody;

    public IReadOnlyDictionary<string, string> Tags { get; private set; } = new Dictionary<string, string>();

    public string? ExternalReference { get; private set; }

    public EndpointServiceStage Stage { get; private set; }

    public DateTimeOffset StageSince { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When draining ends and everything is deleted.</summary>
    public DateTimeOffset? WithdrawAt { get; private set; }

    /// <summary>What the provider tells consumers about the withdrawal.</summary>
    public string? WithdrawalMessage { get; private set; }

    /// <summary>AWS's id, for example vpce-svc-0123456789abcdef0, once it is known.</summary>
    public string? AwsServiceId { get; private set; }

    public string? AwsServiceName { get; private set; }

    /// <summary>When a person last asked to have AWS look for the proof of the private DNS name, by the database's clock.</summary>
    public DateTimeOffset? VerificationAskedAt { get; private set; }

    /// <summary>What people have decided on what others have changed in AWS.</summary>
    public DifferenceDecisions DifferenceDecisions { get; private set; } = DifferenceDecisions.None;

    /// <summary>Rises with everything that people see and decide on.</summary>
    public int Version { get; private set; }

    /// <summary>Rises with everything that changes what is wanted in AWS.</summary>
    public long WantedGeneration { get; private set; }

    public Subject Subject => Subject.Of(SubjectKind.Service, Id, TeamId);

    public static EndpointService Publish(Guid teamId, EndpointServiceDraft draft, DateTimeOffset now)
    {
        var service = new EndpointService
        {
            Id = Guid.CreateVersion7(now),
            TeamId = teamId,
            Name = draft.Name,
            Description = draft.Description,
            Spec = draft.Spec,
            Visibility = draft.Visibility,
            AutoApproval = draft.AutoApproval,
            Tags = draft.Tags,
            ExternalReference = draft.ExternalReference,
            Stage = EndpointServiceStage.Draft,
            CreatedAt = now,
        };
        service.Want(EndpointServiceAction.Publish, null, now, new Dictionary<string, string?>
        {
            ["name"] = draft.Name,
            ["summary"] = $"It is found by {draft.Visibility.ToText()}; approved at once are the requests of {draft.AutoApproval.ToText()}",
        });
        return service;
    }

    /// <summary>Changes what people read of it, and the tags and readable names that its objects have in AWS.</summary>
    /// <param name="newTags">None to keep those that there are.</param>
    public void Describe(
        string name, string description, Audience visibility, Audience autoApproval, string? externalReference,
        IReadOnlyDictionary<string, string>? newTags = null)
    {
        var tags = newTags ?? Tags;
        Dictionary<string, string?> details = new() { ["name"] = name };
        Note(details, "name", Name, name);
        Note(details, "description", Description, description);
        Note(details, "externalReference", ExternalReference, externalReference);
        Note(details, "tags", AwsTags.Changes(Tags, tags, before: true), AwsTags.Changes(Tags, tags, before: false));
        WantedGeneration += AwsTags.AreSame(Tags, tags) && Name == name ? 0 : 1;
        NoteAudiences(visibility, autoApproval);
        (Name, Description, Visibility, AutoApproval, ExternalReference, Tags) = (name, description, visibility, autoApproval, externalReference, tags);
        this.RequireReadable().Version++;
        // What changes nothing else is told by its audiences alone.
        if (details.Count > 1 || _events.Count == 0)
        {
            _events.Add(new("service.describe", null, null, null, details));
        }
    }

    /// <summary>Who may see it, and who needs nobody's approval, is what an audit asks for first: each has a line of its own.</summary>
    private void NoteAudiences(Audience visibility, Audience autoApproval)
    {
        Add("service.change-visibility", "visibility", "It is found by", Visibility, visibility);
        Add("service.change-approval", "autoApproval", "Approved at once are the requests of", AutoApproval, autoApproval);

        void Add(string action, string field, string what, Audience before, Audience after)
        {
            if (Text(before) != Text(after))
            {
                _events.Add(new(action, null, null, null, new Dictionary<string, string?>
                {
                    [field] = Text(after),
                    [$"{field}Before"] = Text(before),
                    ["summary"] = $"{what} {after.ToText()}; before: {before.ToText()}",
                }));
            }
        }
    }

    /// <summary>Whether what it is made of can be changed now.</summary>
    public bool MayChange => EndpointServiceLifecycle.IsWanted(Stage);

    /// <summary>Changes what is wanted of it in AWS.</summary>
    /// <exception cref="DomainException">It is not published, or another change is being decided already.</exception>
    public void Change(EndpointServiceSpec spec, ReviewedChange change)
    {
        RequireChangeable();
        Spec = spec;
        WantedGeneration++;
        this.RequireReadable().Version++;
        _events.Add(new("service.change", null, null, null, change.ToDetails()));
    }

    /// <summary>Asks for a change; until it is approved, nothing of it is done.</summary>
    /// <exception cref="DomainException">It is not published, or another change is being decided already.</exception>
    public void Propose(EndpointServiceProposal proposal, ReviewedChange change)
    {
        RequireChangeable();
        Proposal = proposal;
        this.RequireReadable().Version++;
        _events.Add(new("service.propose", null, null, null, change.ToDetails()));
    }

    /// <summary>Takes the approval of the proposed change.</summary>
    /// <exception cref="SomeoneWasFasterException">What was approved is not what the change would cause.</exception>
    public void AcceptProposal(string planHash, ReviewedChange change)
    {
        if (Proposal is not { } proposal || planHash != EndpointServiceEffects.Of(proposal.Spec).PlanHash)
        {
            throw new SomeoneWasFasterException("the service");
        }

        Proposal = null;
        Change(proposal.Spec, change);
    }

    /// <summary>Forgets the proposed change, because people said no or the question has gone.</summary>
    public void DropProposal(string? reason)
    {
        if (Proposal is not null)
        {
            Proposal = null;
            this.RequireReadable().Version++;
            _events.Add(new("service.drop-proposal", null, null, reason));
        }
    }

    /// <summary>Something that people see beside the row has changed: a decision, or whose turn it is.</summary>
    public void Announce() => this.RequireReadable().Version++;

    private void RequireChangeable()
    {
        if (!MayChange)
        {
            throw new IllegalMoveException("The service", Stage.ToString(), "Change");
        }

        if (Proposal is not null)
        {
            throw new DomainException("Another change is being decided already. Wait for that decision, or withdraw the change first.");
        }
    }

    public void Drain(DateTimeOffset withdrawAt, string? message, DateTimeOffset now)
    {
        Want(EndpointServiceAction.Drain, message, now);
        (WithdrawAt, WithdrawalMessage) = (withdrawAt, message);
    }

    public void Resume(DateTimeOffset now)
    {
        Want(EndpointServiceAction.ResumeService, null, now);
        (WithdrawAt, WithdrawalMessage) = (null, null);
    }

    public void Withdraw(string? reason, DateTimeOffset now) => Want(EndpointServiceAction.Withdraw, reason, now);

    /// <summary>Turns an endpoint away that belongs to no connection.</summary>
    public void RejectEndpoint(string vpcEndpointId, string ownerAccountId, string reason)
    {
        this.RequireReadable().Version++;
        WantedGeneration++;
        _events.Add(new("service.reject-endpoint", null, vpcEndpointId, reason, new Dictionary<string, string?>
        {
            ["vpcEndpointId"] = vpcEndpointId,
            ["ownerAccountId"] = ownerAccountId,
        }));
    }

    /// <summary>Takes decisions on what others have changed in AWS; what is wanted stays as it is.</summary>
    /// <param name="standing">What differs by now.</param>
    public void Decide(IReadOnlyList<DifferenceDecision> decided, IReadOnlyList<StandingDifference> standing, string? reason)
    {
        DifferenceDecisions = this.RequireReadable().DifferenceDecisions.With(decided, standing);
        Version++;
        _events.AddRange(DifferenceDecisions.Events("service", decided, standing, reason));
    }

    /// <summary>Takes back that an endpoint of no connection stays turned away.</summary>
    public void LiftRejection(string vpcEndpointId)
    {
        this.RequireReadable().Version++;
        WantedGeneration++;
        _events.Add(new("service.lift-rejection", vpcEndpointId, null, null, new Dictionary<string, string?> { ["vpcEndpointId"] = vpcEndpointId }));
    }

    /// <summary>Asks for another look, with nothing else changed.</summary>
    public void Retry() => _events.Add(new("service.retry", null, null, null));

    /// <summary>Has AWS look for the proof of the private DNS name once more, however short a time ago it did.</summary>
    /// <param name="askedAt">By the database's clock: it is compared with calls.</param>
    /// <exception cref="DomainException">There is no such name, or the service is not there.</exception>
    public void AskVerification(DateTimeOffset askedAt)
    {
        if (Spec.PrivateDnsName is null)
        {
            throw new DomainException("The service has no private DNS name, so there is nothing to verify.");
        }

        if (Stage is not (EndpointServiceStage.Available or EndpointServiceStage.Draining))
        {
            throw new IllegalMoveException("The service", Stage.ToString(), "VerifyPrivateDns");
        }

        this.RequireReadable().VerificationAskedAt = askedAt;
        _events.Add(new("service.verify-private-dns", null, null, null, new Dictionary<string, string?> { ["privateDnsName"] = Spec.PrivateDnsName }));
    }

    /// <summary>Takes a move that the reconciler's observation proves.</summary>
    /// <exception cref="IllegalMoveException">The table has no such move, or it is people's to decide.</exception>
    public void Mark(EndpointServiceAction action, string? because, DateTimeOffset now)
    {
        if (!EndpointServiceLifecycle.IsProvedByLooking(action))
        {
            throw new IllegalMoveException("The service", Stage.ToString(), action.ToString());
        }

        Move(action, because, now);
    }

    /// <summary>Keeps AWS's names for it, once they are known.</summary>
    public void Identify(string awsServiceId, string awsServiceName)
    {
        if (AwsServiceId != awsServiceId || AwsServiceName != awsServiceName)
        {
            (AwsServiceId, AwsServiceName) = (awsServiceId, awsServiceName);
            this.RequireReadable().Version++;
        }
    }

    public IReadOnlyList<DomainEvent> TakeEvents()
    {
        IReadOnlyList<DomainEvent> facts = [.. _events];
        _events.Clear();
        return facts;
    }

    private static void Note(Dictionary<string, string?> details, string what, string? before, string? after)
    {
        if (before != after)
        {
            (details[$"{what}Before"], details[what]) = (before, after);
        }
    }

    private static string Text(Audience audience) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Bytes(audience));

    /// <summary>A move that a person or a policy wants: it changes what should stand in AWS.</summary>
    private void Want(EndpointServiceAction action, string? reason, DateTimeOffset now, IReadOnlyDictionary<string, string?>? details = null)
    {
        Move(action, reason, now, details);
        WantedGeneration++;
    }

    private void Move(EndpointServiceAction action, string? reason, DateTimeOffset now, IReadOnlyDictionary<string, string?>? details = null)
    {
        var from = this.RequireReadable().Stage;
        Stage = EndpointServiceLifecycle.Next(from, action);
        StageSince = now;
        Version++;
        _events.Add(new($"service.{AuditNames.Of(action)}", from.ToString(), Stage.ToString(), reason, details));
    }
}
