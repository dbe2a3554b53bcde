namespace Portal.Infrastructure.Customers;

/// <summary>Why a customer's link shows nothing.</summary>
public enum CustomerLinkProblem
{
    /// <summary>The portal has never made this link, or not as it came; or another was made in its place.</summary>
    NotOurs,

    Expired,

    /// <summary>The provider took it back.</summary>
    Withdrawn,
}
