namespace Portal.Domain.Tests.Connections;

/// <summary>What the consumer and the provider do outside the portal, and which ids are registered to it.</summary>
internal enum ConsumerAct
{
    CreateFirst,
    CreateSecond,
    BringFirst,
    BringSecond,
    BringStrangers,
    BringNonsense,
    DeleteFirst,
    DeleteSecond,
    Reject,
    Fail,
    Miss,
}
