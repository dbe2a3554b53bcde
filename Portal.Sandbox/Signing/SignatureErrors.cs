using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Signing;

/// <summary>How each API refuses a request whose signature does not convince it.</summary>
internal static class SignatureErrors
{
    private const string Window = "15 min.";

    public static AwsError Missing() => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

    public static AwsError Incomplete(string header) =>
        new("IncompleteSignature", $"Authorization header or parameters are not complete or not readable: '{header}'");

    public static AwsError UnknownKey(AwsApi api) =>
        api.IsEc2 ? Ec2Refusal() : new("InvalidClientTokenId", "The security token included in the request is invalid.", 403);

    public static AwsError WrongSignature(AwsApi api) => api.IsEc2
        ? Ec2Refusal()
        : new(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. "
            + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
            403);

    public static AwsError WrongService(AwsApi api) => api.IsEc2
        ? Ec2Refusal()
        : new("SignatureDoesNotMatch", $"Credential should be scoped to correct service: '{api.Service}'.", 403);

    public static AwsError Stale(AwsApi api, SignedRequest signed, DateTimeOffset now) => api.IsEc2
        ? new("RequestExpired", "Request has expired.")
        : new(
            "SignatureDoesNotMatch",
            $"Signature expired: {signed.Date} is now earlier than {SignedRequest.Format(now - Authenticator.Tolerance(api))} "
            + $"({SignedRequest.Format(now)} - {Window})",
            403);

    public static AwsError FromTheFuture(AwsApi api, SignedRequest signed, DateTimeOffset now) => api.IsEc2
        ? new("RequestExpired", "Request has expired.")
        : new(
            "SignatureDoesNotMatch",
            $"Signature not yet current: {signed.Date} is still later than {SignedRequest.Format(now + Authenticator.Tolerance(api))} "
            + $"({SignedRequest.Format(now)} + {Window})",
            403);

    public static AwsError ExpiredKey(AwsApi api) => api.IsEc2
        ? new("RequestExpired", "Request has expired.")
        : new("ExpiredToken", "The security token included in the request is expired", 403);

    private static AwsError Ec2Refusal() => new("AuthFailure", "AWS was not able to validate the provided access credentials", 401);
}
