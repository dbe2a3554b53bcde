namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What the portal is to do in an account.</summary>
public enum AccountUse
{
    /// <summary>Publish services from it.</summary>
    Provider,

    /// <summary>Connect its VPCs to services.</summary>
    Consumer,
}
