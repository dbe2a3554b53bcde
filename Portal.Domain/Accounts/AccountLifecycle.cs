using System.Collections.Frozen;

namespace Portal.Domain.Accounts;

/// <summary>The moves of an account, as data.</summary>
public static class AccountLifecycle
{
    public static FrozenDictionary<(AccountStage From, AccountAction Action), AccountStage> Moves { get; } =
        new Dictionary<(AccountStage, AccountAction), AccountStage>
        {
            [(AccountStage.Registered, AccountAction.Register)] = AccountStage.Registered,
            [(AccountStage.Retired, AccountAction.Register)] = AccountStage.Registered,
            [(AccountStage.Registered, AccountAction.MarkProven)] = AccountStage.Proven,
            [(AccountStage.Proven, AccountAction.MarkAccessLost)] = AccountStage.AccessLost,
            [(AccountStage.AccessLost, AccountAction.MarkProven)] = AccountStage.Proven,
            [(AccountStage.Proven, AccountAction.Retire)] = AccountStage.Retired,
            [(AccountStage.AccessLost, AccountAction.Retire)] = AccountStage.Retired,
            [(AccountStage.Registered, AccountAction.Retire)] = AccountStage.Retired,
        }.ToFrozenDictionary();

    public static AccountStage Next(AccountStage from, AccountAction action) =>
        Moves.TryGetValue((from, action), out var to) ? to : throw new IllegalMoveException("The account", from.ToString(), action.ToString());
}
