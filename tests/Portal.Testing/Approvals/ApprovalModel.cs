namespace Portal.Testing.Approvals;

/// <summary>One round in the model; the connection's plan is known by a number.</summary>
public sealed record ModelRound(bool Extends, bool NeedsProvider, int Plan, string Requester)
{
    public Dictionary<string, int> Approvals { get; } = [];

    public bool Open { get; set; } = true;

    public int Level => Approvals.Count;

    public int Levels => NeedsProvider ? 2 : 1;
}

/// <summary>The rule of approval, written down a second time and without the portal: who may do what, and when a connection may leave for AWS.</summary>
public sealed class ApprovalModel(Dictionary<string, Standing> people)
{
    public HashSet<string> Requesters { get; } = [];

    public HashSet<string> Editors { get; } = [];

    public List<ModelRound> Rounds { get; } = [];

    /// <summary>Why approvals that were complete did not count.</summary>
    public List<string> AskedAnew { get; } = [];

    public ModelStage Stage { get; private set; } = ModelStage.Waiting;

    public bool AutoApproved { get; set; }

    /// <summary>The plan that counts; another one is being decided while a round is open that extends.</summary>
    public int Plan { get; private set; }

    public ModelRound Last => Rounds[^1];

    private ModelRound? Extension => Rounds is [.., { Extends: true, Open: true } open] ? open : null;

    public void Request(string who, int plan) => Submit(who, plan);

    public Refusal Resubmit(string who, int plan)
    {
        if (!people[who].Consumes || Stage != ModelStage.Changes)
        {
            return people[who].Consumes ? Refusal.WrongStage : Refusal.MayNotChange;
        }

        Submit(who, plan);
        return Refusal.None;
    }

    public Refusal Describe(string who)
    {
        if (MayNotChange(who) is { } refusal)
        {
            return refusal;
        }

        if (Last.Open && Last.Approvals.ContainsKey(who))
        {
            return Refusal.DecidedOnIt;
        }

        Editors.Add(who);
        return Refusal.None;
    }

    public Refusal Renew(string who, int plan)
    {
        if (MayNotChange(who) is { } refusal)
        {
            return refusal;
        }

        if (Stage != ModelStage.Live || Extension is not null)
        {
            return Refusal.WrongStage;
        }

        Requesters.Add(who);
        Rounds.Add(new(true, !AutoApproved, plan, who));
        return Refusal.None;
    }

    public Refusal End(string who)
    {
        if (MayNotChange(who) is { } refusal)
        {
            return refusal;
        }

        (Stage, Last.Open) = (ModelStage.Over, false);
        return Refusal.None;
    }

    public Refusal Decide(string who, int round, string word, int shown)
    {
        if (word is not ("approve" or "deny" or "requestChanges"))
        {
            return Refusal.NoWord;
        }

        var asked = Rounds[round];
        var refusal = !people[who].Sees ? Refusal.NotVisible
            : !asked.Open ? Refusal.Closed
            : Requesters.Contains(who) ? Refusal.AskedForARound
            : Editors.Contains(who) ? Refusal.ChangedTheText
            : asked.Approvals.ContainsKey(who) ? Refusal.DecidedAlready
            : !IsEntitled(who, asked.Level) ? Refusal.NotEntitled
            : shown != asked.Plan ? Refusal.OtherPlan
            : Refusal.None;
        if (refusal == Refusal.None)
        {
            Take(asked, who, word);
        }

        return refusal;
    }

    private Refusal? MayNotChange(string who) => !people[who].Sees ? Refusal.NotVisible : people[who].MayChange ? null : Refusal.MayNotChange;

    private void Submit(string who, int plan)
    {
        Requesters.Add(who);
        Rounds.Add(new(false, !AutoApproved, plan, who));
        (Stage, Plan) = (ModelStage.Waiting, plan);
    }

    private void Take(ModelRound round, string who, string word)
    {
        if (word != "approve")
        {
            round.Open = false;
            Stage = round.Extends ? Stage : word == "deny" ? ModelStage.Over : ModelStage.Changes;
            return;
        }

        round.Approvals.Add(who, round.Level);
        if (round.Level < round.Levels)
        {
            return;
        }

        round.Open = false;
        // The last approval counts only with the policy and the people of this moment; otherwise everybody is asked anew.
        if (round.NeedsProvider == AutoApproved || !round.Approvals.All(given => IsEntitled(given.Key, given.Value) && IsFree(given.Key)))
        {
            AskedAnew.Add(round.NeedsProvider == AutoApproved ? "another policy" : "an approver may no longer approve");
            Rounds.Add(new(round.Extends, !AutoApproved, round.Plan, round.Requester));
            return;
        }

        (Stage, Plan) = (ModelStage.Live, round.Plan);
    }

    private bool IsFree(string who) => !Requesters.Contains(who) && !Editors.Contains(who);

    private bool IsEntitled(string who, int level) => level == 0 ? people[who].Admin : people[who].Provides;
}
