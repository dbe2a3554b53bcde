namespace Portal.Infrastructure.Aws.Steps;

/// <summary>AWS's answer to a mutating call.</summary>
/// <param name="ResultId">The id or ARN of what the call made; none where it makes nothing.</param>
public sealed record StepReply(string? ResultId, string? AwsRequestId);
