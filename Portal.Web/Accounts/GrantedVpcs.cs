using Portal.Infrastructure.Accounts;

namespace Portal.Web.Accounts;

/// <summary>Which VPCs a grant means, in words.</summary>
internal static class GrantedVpcs
{
    public static string Of(AccountGrantView grant) =>
        !grant.IsReadable ? "none that this version of the portal can read" : grant.VpcIds.Count == 0 ? "all VPCs" : string.Join(", ", grant.VpcIds);
}
