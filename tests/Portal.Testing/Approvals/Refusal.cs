namespace Portal.Testing.Approvals;

/// <summary>Why the rule refuses a call; none when it takes it.</summary>
public enum Refusal
{
    None,
    NotVisible,
    NoWord,
    Closed,
    AskedForARound,
    ChangedTheText,
    DecidedAlready,
    NotEntitled,
    OtherPlan,
    MayNotChange,
    WrongStage,
    DecidedOnIt,
}
