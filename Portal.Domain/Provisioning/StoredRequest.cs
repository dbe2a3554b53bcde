namespace Portal.Domain.Provisioning;

/// <summary>The request of an operation as it is stored; read only where somebody asks what it said.</summary>
public sealed class StoredRequest(byte[] bytes)
{
    private StepRequest? _value;
    private bool _isRead;

    /// <summary>None when this version cannot read all of it.</summary>
    public StepRequest? Value
    {
        get
        {
            (_value, _isRead) = (_isRead ? _value : CanonicalJson.TryRead<StepRequest>(bytes, whole: true), true);
            return _value;
        }
    }

    /// <summary>Whether it would say the same as the call.</summary>
    public bool Says(StepCall call) => Value is { } request && CanonicalJson.Bytes(request.Call).AsSpan().SequenceEqual(CanonicalJson.Bytes(call));
}
