using System.Collections.Frozen;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Sends the stored request of one step to AWS, once.</summary>
public sealed class StepGateway(AwsClients clients)
{
    private static readonly FrozenDictionary<Type, StepHandler> Handlers = typeof(StepHandler).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StepHandler)) && !type.IsAbstract)
        .Select(type => (StepHandler)Activator.CreateInstance(type)!)
        .ToFrozenDictionary(handler => handler.CallType);

    /// <summary>The kinds of call that can be sent.</summary>
    internal static IEnumerable<Type> CallTypes => Handlers.Keys;

    /// <summary>Sends the call exactly once. A cancellation by the caller leaves its outcome as unknown as a time-out does.</summary>
    /// <exception cref="AwsCallException">AWS refused the call or did not answer it.</exception>
    public async Task<StepReply> SendAsync(AwsScope scope, StepRequest request, SendPermit permit, CancellationToken cancellationToken)
    {
        var type = request.Call.GetType();
        var definition = StepDefinitions.Sending(type);
        var (side, handler) = (definition.Side, Handlers[type]);
        try
        {
            return await clients.WriteAsync(scope, side, permit, (writers, token) => handler.SendAsync(writers, request, side, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsCallException refused) when (refused.Failure is { Class: RetryClass.UserFix, OutcomeKnown: true })
        {
            var explained = await TagDemands.ExplainAsync(clients, scope, definition, refused.Failure, cancellationToken).ConfigureAwait(false);
            throw new AwsCallException(explained, refused.AwsRequestId, refused.StatusCode, refused.InnerException) { WasSent = refused.WasSent };
        }
    }
}
