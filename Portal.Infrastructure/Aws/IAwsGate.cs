using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Keeps calls from where AWS does not answer: one that hangs costs its whole time limit, and who waits for it can do nothing else.</summary>
public interface IAwsGate
{
    /// <summary>How long nobody asks there any more; none when AWS may be asked.</summary>
    Task<TimeSpan?> ClosedForAsync(AwsScope scope, CancellationToken cancellationToken);

    /// <summary>AWS answered there, be it with a refusal.</summary>
    Task AnsweredAsync(AwsScope scope);

    /// <summary>AWS did not answer there in time.</summary>
    Task DidNotAnswerAsync(AwsScope scope);
}
