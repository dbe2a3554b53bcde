namespace Portal.Domain.Accounts;

/// <summary>What can happen to an account.</summary>
public enum AccountAction
{
    /// <summary>A team says that it is theirs.</summary>
    Register,
    MarkProven,
    MarkAccessLost,
    Retire,
}
