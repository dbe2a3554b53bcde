using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

/// <summary>One object as AWS holds it, and what repeated looking has learnt of it; AWS shows it late and now and then not at all.</summary>
internal sealed class ModelObject<T>(string name)
    where T : class
{
    private DateTimeOffset? _knownSince;
    private DateTimeOffset _visibleFrom;
    private int _absentLooks;
    private bool _deletionSent;
    private bool _missedOnce;
    private T? _twin;

    public T? Value { get; private set; }

    public bool HasTwin => _twin is not null;

    /// <summary>A call of ours made it.</summary>
    public void Make(T value, DateTimeOffset now, TimeSpan lag)
    {
        Assert.True(Value is null, $"A second {name} was made");
        (Value, _knownSince, _visibleFrom, _absentLooks, _deletionSent) = (value, now, now + lag, 0, false);
    }

    /// <summary>A call of ours that nobody heard the answer of has made it.</summary>
    public void Appear(T value)
    {
        Assert.True(Value is null, $"A second {name} came into being");
        Value = value;
    }

    public void Change(Func<T, T> change) => Value = Value is null ? null : change(Value);

    /// <summary>A deletion of ours was answered.</summary>
    public void NoteDeletion() => _deletionSent = true;

    public void Vanish() => (Value, _twin) = (null, null);

    /// <summary>The next look does not find it, though it is there.</summary>
    public void MissOnce() => _missedOnce = true;

    /// <summary>Somebody copied our tags to another object.</summary>
    public void Duplicate() => _twin = Value;

    public Seen<T> Look(DateTimeOffset now)
    {
        var found = Value is not null && now >= _visibleFrom && !_missedOnce;
        _missedOnce = false;
        _absentLooks = found ? 0 : _absentLooks + 1;
        _knownSince ??= found ? now : null;
        IReadOnlyList<T> all = !found ? [] : _twin is null ? [Value!] : [Value!, _twin];
        return new Look<T>(all, _knownSince, _absentLooks, _deletionSent).Judge(now);
    }
}
