using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Testing.Approvals;

/// <summary>One connection and random calls about it, each held against the rule: what it takes, the portal takes, and nothing else.</summary>
public sealed class ApprovalSequence(PortalWorld world, ApprovalCrowd crowd, ApprovalDoor door, ApprovalTally tally, int seed)
{
    private static readonly string[] Words =
        ["approve", "approve", "approve", "approve", "approve", "approve", "approve", "requestChanges", "requestChanges", "deny"];
    private static readonly string[] NoWords = [" 0", "0", "approve,deny", "approve "];

    private readonly Random _random = new(seed);
    private readonly List<string> _calls = [];
    private readonly Dictionary<int, string> _hashes = [];
    private readonly List<(Guid Review, string Who, string Hash)> _approvals = [];
    private readonly ApprovalModel _model = new(crowd.Standings);
    private Guid _service;
    private Guid _connection;
    private Guid? _checked;
    private int _plans;

    public async Task RunAsync(int calls, CancellationToken cancellationToken)
    {
        _service = await world.StoreServiceAsync(cancellationToken, $"Service {seed}");
        var asker = Any(crowd.Names.Where(name => crowd.Standings[name].Consumes));
        (_connection, var refused) = await door.RequestAsync(asker, Input(++_plans), cancellationToken);
        Agree($"{asker} requests", Refusal.None, refused);
        _model.Request(asker, _plans);
        for (var call = 0; call < calls && _model.Stage != ModelStage.Over; call++)
        {
            await CompareAsync(cancellationToken);
            await CallAsync(cancellationToken);
        }

        await CompareAsync(cancellationToken);
        tally.Count("sequences");
        (await ReviewsAsync(cancellationToken)).ForEach(review => tally.Count($"rounds: {review.State}"));
        _model.AskedAnew.ForEach(why => tally.Count($"asked anew: {why}"));
    }

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        var who = Any(crowd.Names);
        switch (_random.Next(100))
        {
            case < 62:
                await DecideAsync(who, cancellationToken);
                break;
            case < 76:
                var plan = _random.Next(2) == 0 ? _model.Plan : ++_plans;
                Agree($"{who} resubmits plan {plan}", _model.Resubmit(who, plan), await door.ResubmitAsync(who, _connection, Input(plan), cancellationToken));
                break;
            case < 84:
                Agree($"{who} renews", _model.Renew(who, ++_plans), await door.RenewAsync(who, _connection, End(_plans), cancellationToken));
                break;
            case < 88:
                who = _model.Last is { Open: true, Approvals.Count: > 0 } decided && _random.Next(2) > 0 ? Any(decided.Approvals.Keys) : who;
                Agree($"{who} describes", _model.Describe(who), await door.DescribeAsync(who, _connection, $"CHG-{_calls.Count}", cancellationToken));
                break;
            case < 95:
                await TurnAsync(who, cancellationToken);
                break;
            case < 98:
                _model.AutoApproved = !_model.AutoApproved;
                _calls.Add($"approved at once: {_model.AutoApproved}");
                await world.DescribeAsync(_service, new(null, null, null, new(_model.AutoApproved, null, null), null), cancellationToken);
                break;
            default:
                Agree($"{who} ends it", _model.End(who), await door.EndAsync(who, _connection, cancellationToken));
                break;
        }
    }

    private async Task DecideAsync(string who, CancellationToken cancellationToken)
    {
        var reviews = await ReviewsAsync(cancellationToken);
        var round = _random.Next(10) == 0 ? _random.Next(reviews.Count) : reviews.Count - 1;
        var shown = _random.Next(12) == 0 ? _random.Next(1, _plans + 1) : _model.Rounds[round].Plan;
        var word = _random.Next(15) == 0 ? Any(NoWords) : Any(Words);
        var hash = _hashes.GetValueOrDefault(shown, new string('0', 64));
        var expected = _model.Decide(who, round, word, shown);
        Agree(
            $"{who} says \"{word}\" in round {round + 1} on plan {shown}", expected,
            await door.DecideAsync(who, reviews[round].Id, new(word, "For a test.", hash), cancellationToken));
        if (expected == Refusal.None && word == "approve")
        {
            _approvals.Add((reviews[round].Id, who, hash));
        }
    }

    /// <summary>Somebody loses a role, or gets another.</summary>
    private async Task TurnAsync(string who, CancellationToken cancellationToken)
    {
        // Often one whose approval counts so far: that is what everything hangs on.
        who = _model.Last is { Open: true, Approvals.Count: > 0 } open && _random.Next(4) > 0 ? Any(open.Approvals.Keys) : who;
        var old = crowd.Standings[who];
        var turned = _random.Next(3) switch
        {
            0 => old with { Admin = !old.Admin },
            1 => old with { Consumes = !old.Consumes },
            _ => old with { Provides = !old.Provides },
        };
        _calls.Add($"{who} is {turned}");
        await crowd.SetAsync(who, turned, cancellationToken);
    }

    /// <summary>Notes the call; what the rule takes the portal has to take, and what it refuses the portal has to refuse.</summary>
    private void Agree(string call, Refusal expected, string? refused)
    {
        _calls.Add($"{call}: {expected} / {refused ?? "taken"}");
        tally.Count("calls");
        tally.Count(
            expected == Refusal.None ? "taken" : $"refused, {(call.Contains(" says ", StringComparison.Ordinal) ? "decision" : "other call")}: {expected}");
        if (expected == Refusal.None != refused is null)
        {
            throw Broken("The rule and the portal disagree about the last call.");
        }
    }

    /// <summary>The portal's state has to be the model's, and whatever is live has to be approved as the rule says.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var reviews = await ReviewsAsync(cancellationToken);
        var connection = await world.ConnectionAsync(_connection, cancellationToken);
        var stage = connection.Stage switch
        {
            ConnectionStage.AwaitingApproval => ModelStage.Waiting,
            ConnectionStage.ChangesRequested => ModelStage.Changes,
            ConnectionStage.Provisioning => ModelStage.Live,
            _ => ModelStage.Over,
        };
        foreach (var (review, round) in reviews.Zip(_model.Rounds))
        {
            _hashes[round.Plan] = review.PlanHash;
        }

        if (stage != _model.Stage || reviews.Count != _model.Rounds.Count
            || reviews.Zip(_model.Rounds).Any(pair => pair.First.State == ReviewState.Open != pair.Second.Open))
        {
            throw Broken(
                $"The connection is {connection.Stage} with rounds {string.Join(", ", reviews.Select(review => review.State))}; "
                    + $"the rule says {_model.Stage} with {string.Join(", ", _model.Rounds.Select(round => round.Open))}.");
        }

        if (stage == ModelStage.Live && IsNewlyApproved(reviews, connection))
        {
            tally.Count(reviews.Last(review => review.State == ReviewState.Approved).Purpose == ReviewPurpose.Extend ? "extended" : "left for Provisioning");
        }
    }

    /// <summary>Looks only at what people said and may do, not at how the portal or the model came to its result.</summary>
    private bool IsNewlyApproved(IReadOnlyList<Review> reviews, Connection connection)
    {
        var counts = reviews.Last(review => review.State == ReviewState.Approved);
        if (_checked == counts.Id)
        {
            return false;
        }

        _checked = counts.Id;
        var said = _approvals.Where(
            approval => approval.Review == counts.Id && approval.Hash == connection.ApprovedPlanHash && approval.Hash == connection.Effects.PlanHash)
            .Select(approval => approval.Who).Where(who => !_model.Requesters.Contains(who) && !_model.Editors.Contains(who)).Distinct().ToList();
        var admins = said.Where(who => crowd.Standings[who].Admin);
        if (!admins.Any(admin => _model.AutoApproved || said.Any(who => who != admin && crowd.Standings[who].Provides)))
        {
            throw Broken($"Live without the policy satisfied: {string.Join(", ", said)} approved this plan.");
        }

        return true;
    }

    private async Task<List<Review>> ReviewsAsync(CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Reviews.AsNoTracking().Where(review => review.SubjectId == _connection).OrderBy(review => review.Round)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The end is what one plan differs in from the other.</summary>
    private RequestConnectionInput Input(int plan) => Inputs.Partner(world.Seed, _service) with { EndsAt = End(plan) };

    private static DateTimeOffset End(int plan) => new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(plan);

    private T Any<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all[_random.Next(all.Length)];
    }

    private RuleBrokenException Broken(string why) =>
        new($"{why}{Environment.NewLine}Sequence {seed}:{Environment.NewLine}{string.Join(Environment.NewLine, _calls)}");
}
