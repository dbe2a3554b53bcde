using Microsoft.EntityFrameworkCore;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;

namespace Portal.Infrastructure.Reviews;

/// <summary>Keeps requests and approvals from crossing a withdrawal.</summary>
internal static class ServiceOpenness
{
    /// <summary>
    /// Refuses at once what a service that takes no new connections is asked for, and again in the commit, with the service's row held: a withdrawal commits
    /// before or after, never between.
    /// </summary>
    /// <param name="refusal">Makes the exception from a sentence for the person.</param>
    public static void RequireOpen(this ChangeSet changes, EndpointService service, Func<string, Exception> refusal)
    {
        if (service.Unreadable() is not null)
        {
            throw refusal(
                $"This version of the portal cannot read all of {service.Name}, and lets nobody connect to it. Upgrade this version, or ask in the newer one.");
        }

        Refuse(service.Stage.ToString());
        changes.Check(async (context, cancellationToken) => Refuse((await context.Database.SqlQuery<string>(
            $"""select stage as "Value" from endpoint_service where id = {service.Id} for share""").ToListAsync(cancellationToken)).Single()));

        void Refuse(string stage)
        {
            if (stage != nameof(EndpointServiceStage.Available))
            {
                throw refusal($"{service.Name} takes no new connections: it is {stage}.");
            }
        }
    }
}
