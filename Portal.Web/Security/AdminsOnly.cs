using Hangfire.Dashboard;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Lets network admins, and nobody else, look at the job dashboard.</summary>
internal sealed class AdminsOnly : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        return PortalClaims.Identity(http.User) is var (issuer, subject)
            && await http.RequestServices.GetRequiredService<Identities>().OfPersonAsync(issuer, subject, http.RequestAborted) is { IsNetworkAdmin: true };
    }
}
