using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Makes the one AWS call of a kind of step. A handler is found by the type of its call; there is no list to add it to.</summary>
internal abstract class StepHandler
{
    public abstract Type CallType { get; }

    /// <param name="side">Whose account it is: who has to repair what AWS refuses.</param>
    public abstract Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken);
}
