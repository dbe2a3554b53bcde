using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;

namespace Portal.Domain.Policies;

/// <summary>Who must approve what.</summary>
public static class ApprovalPolicy
{
    /// <summary>How long a request waits for people before it expires.</summary>
    public static readonly TimeSpan DecisionTimeout = TimeSpan.FromDays(30);

    /// <summary>How long a connection that was cut off can be restored before it is deleted.</summary>
    public static readonly TimeSpan RestoreWindow = TimeSpan.FromDays(7);

    public const string NetworkLevel = "Network admins";

    /// <summary>What cuts live traffic needs a network admin; everything else a provider may change alone.</summary>
    public static IReadOnlyList<ReviewLevel> LevelsForServiceChange(IEnumerable<TouchedConnection> touched) =>
        touched.Any(connection => connection.IsCut) ? [new(NetworkLevel, null, 1)] : [];

    /// <summary>
    /// What only takes away needs nobody; what opens or moves something in the consumer's network needs a network admin; a later end whoever approved the
    /// connection.
    /// </summary>
    public static IReadOnlyList<ReviewLevel> LevelsForChange(EndpointService service, Guid consumerTeamId, ConnectionSpec present, ConnectionSpec next) =>
        ConnectionChange.OnlyTakesAway(present, next) ? []
        : ConnectionChange.EndsLater(present, next) ? LevelsForConnect(service, consumerTeamId, present.AccountId)
        : [new(NetworkLevel, null, 1)];

    /// <summary>The same for a connection that there is; what the provider itself has opened for a customer waits for no provider.</summary>
    public static IReadOnlyList<ReviewLevel> LevelsForConnect(EndpointService service, Connection connection) => connection.IsForCustomer
        ? [new(NetworkLevel, null, 1)]
        : LevelsForConnect(service, connection.ConsumerTeamId, connection.Spec.AccountId);

    /// <summary>The default policy: one network admin, then the provider, unless the provider approves this consumer at once.</summary>
    public static IReadOnlyList<ReviewLevel> LevelsForConnect(EndpointService service, Guid consumerTeamId, string consumerAccountId)
    {
        List<ReviewLevel> levels = [new(NetworkLevel, null, 1)];
        if (!service.AutoApproval.Includes(consumerTeamId, consumerAccountId))
        {
            levels.Add(new($"Providers of {service.Name}", service.TeamId, 1));
        }

        return levels;
    }
}
