namespace Portal.Domain.Provisioning;

/// <summary>Why sending the same step again has no second effect.</summary>
public enum RepeatKind
{
    /// <summary>The call carries the operation's id as ClientToken, and the stored request is replayed byte for byte.</summary>
    Token,

    /// <summary>The name is derived from the operation, and AWS has at most one object of that name.</summary>
    NameUnique,

    /// <summary>Already there is done.</summary>
    SetSemantics,

    /// <summary>The call names one object and the state it should come to.</summary>
    ById,
}
