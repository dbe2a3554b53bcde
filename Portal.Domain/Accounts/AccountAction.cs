namespace Portal.Domain.Accounts;

/// <summary>What can happen to an account.</summary>
public enum AccountAction
{
    MarkProven,
    MarkAccessLost,
    Retire,
}
