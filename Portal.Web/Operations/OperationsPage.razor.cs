namespace Portal.Web.Operations;

/// <summary>The portal's own work, for network admins.</summary>
public sealed partial class OperationsPage
{
    protected override OperationsPageQuery Query => new();
}
