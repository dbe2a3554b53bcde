using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

/// <summary>
/// One object as AWS holds it, and what repeated looking has learnt of it; AWS shows it late, and now and then not at all where it is asked for by its id.
/// </summary>
internal sealed class ModelObject<T>(string name, Func<T, string> id)
    where T : class
{
    private string? _knownId;
    private DateTimeOffset? _knownSince;
    private DateTimeOffset _visibleFrom;
    private DateTimeOffset _missedUntil;
    private Absence? _absence;
    private bool _deletionAnswered;
    private T? _twin;

    public T? Value { get; private set; }

    public bool HasTwin => _twin is not null;

    public bool IsMissedAt(DateTimeOffset now) => now < _missedUntil;

    /// <summary>Whether this is the object, also when it is gone by now.</summary>
    public bool Is(string some) => _knownId == some;

    /// <summary>A call of ours made it.</summary>
    public void Make(T value, DateTimeOffset now, TimeSpan lag)
    {
        Assert.True(Value is null, $"A second {name} was made");
        (Value, _knownId, _knownSince, _visibleFrom, _absence, _deletionAnswered) = (value, id(value), now, now + lag, null, false);
    }

    /// <summary>A call of ours that nobody heard the answer of has made it.</summary>
    public void Appear(T value)
    {
        Assert.True(Value is null, $"A second {name} came into being");
        Value = value;
    }

    public void Change(Func<T, T> change) => Value = Value is null ? null : change(Value);

    /// <summary>A deletion of ours was answered.</summary>
    public void NoteDeletion() => _deletionAnswered = true;

    public void Vanish() => (Value, _twin) = (null, null);

    /// <summary>Looks do not find it by its id, though it is there: for one look, or for a while.</summary>
    public void Miss(DateTimeOffset now, TimeSpan time) => _missedUntil = now + time;

    /// <summary>Somebody copied our tags to another object.</summary>
    public void Duplicate() => _twin = Value;

    public Observed<T> Observe(DateTimeOffset now, bool ending = false)
    {
        var isVisible = Value is not null && now >= _visibleFrom;
        var found = isVisible && !IsMissedAt(now);
        _absence = found ? null : Absence.After(_absence, now);
        _knownSince ??= found ? now : null;
        _knownId = found ? id(Value!) : _knownId;
        IReadOnlyList<T> all = !found ? [] : _twin is null ? [Value!] : [Value!, _twin];
        return new ObjectRead<T>(all, _knownId, _knownSince, _absence?.Since, isVisible ? Witness.Present : Witness.Absent, false, _deletionAnswered, ending)
            .Judge(now);
    }
}
