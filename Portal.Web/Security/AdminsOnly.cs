using Hangfire.Dashboard;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Lets network admins, and nobody else, look at the job dashboard.</summary>
internal sealed class AdminsOnly : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        return await http.RequestServices.GetRequiredService<Identities>().ActorAsync(http.User, http.RequestAborted) is { IsNetworkAdmin: true };
    }
}
