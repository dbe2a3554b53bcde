using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Shared;

/// <summary>What others have changed in AWS of one object, and what its people may do about it.</summary>
public sealed partial class DifferencesPanel
{
    private static readonly int[] Choices = [1, 7, 30, 90];

    [Parameter, EditorRequired]
    public IReadOnlyList<DifferenceView> Differences { get; set; } = [];

    [Parameter]
    public bool MayDecide { get; set; }

    /// <summary>Sends what was decided, as the command of the object's kind.</summary>
    [Parameter, EditorRequired]
    public required Func<Actor, DecideDifferencesInput, CancellationToken, Task> Decide { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private HashSet<string> Chosen { get; } = [];

    private int IgnoredDays { get; set; } = 7;

    protected override void OnParametersSet() => Chosen.IntersectWith(Differences.Select(one => one.Key));

    /// <summary>What is missing or added is named with it, so that no two lines have one name.</summary>
    private static string NameOf(DifferenceView one) => one is { Wanted: not null, Found: not null } ? one.What : $"{one.What} {one.Wanted ?? one.Found}";

    private void Choose(string key, bool on)
    {
        if (on)
        {
            Chosen.Add(key);
        }
        else
        {
            Chosen.Remove(key);
        }
    }

    private bool Can(Func<DifferenceView, bool> may) =>
        Chosen.Count > 0 && Differences.Where(one => Chosen.Contains(one.Key)).All(may);

    private Task RepairAsync() => SendAsync("repair", null, "The portal puts it back now.");

    private Task AdoptAsync() => SendAsync("adopt", null, "The change is on its way: at once, or when it is approved.");

    private Task IgnoreAsync() => SendAsync("ignore", Clock.GetUtcNow().AddDays(IgnoredDays).AddMinutes(-1), "It is left alone until then.");

    private async Task SendAsync(string action, DateTimeOffset? until, string done)
    {
        if (await RunAsync(actor => Decide(actor, new(action, [.. Chosen], until, null), LifetimeToken), done))
        {
            Chosen.Clear();
        }
    }
}
