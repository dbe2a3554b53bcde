namespace Portal.Infrastructure.Customers;

/// <summary>A customer's link shows nothing.</summary>
public sealed class CustomerLinkRefusedException(CustomerLinkProblem problem) : Exception(problem switch
{
    CustomerLinkProblem.Expired => "This link has expired. Ask whoever sent it for a new one; what you have done so far stays.",
    CustomerLinkProblem.Withdrawn => "This link was withdrawn. Ask whoever sent it.",
    _ => "This is no link of this portal, or a newer one was made in its place. Perhaps a part of it is missing: copy all of it, or ask for a new one.",
})
{
    public CustomerLinkProblem Problem => problem;
}
