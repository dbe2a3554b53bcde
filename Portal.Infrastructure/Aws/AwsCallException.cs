using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>AWS refused a call or did not answer it, in words.</summary>
/// <param name="failure">What it means, whose turn it is, and when to look again.</param>
/// <param name="awsRequestId">AWS's own id of the call, where it gave one.</param>
/// <param name="statusCode">The HTTP status, where there was a reply.</param>
public sealed class AwsCallException(AwsFailure failure, string? awsRequestId = null, int? statusCode = null, Exception? inner = null)
    : Exception(failure.Code is null ? failure.Message : $"{failure.Code}: {failure.Message}", inner)
{
    public AwsFailure Failure { get; } = failure;

    /// <summary>A derived name stands for something without the portal's tags.</summary>
    public static AwsCallException NameTaken(string what, string name, Party accountOwner) => AwsErrors.NameTaken(what, name, accountOwner);

    public string? AwsRequestId { get; } = awsRequestId;

    public int? StatusCode { get; } = statusCode;

    /// <summary>Whether a mutating call's bytes were handed to the network; false for reads and for whatever failed before.</summary>
    public bool WasSent { get; internal set; }
}
