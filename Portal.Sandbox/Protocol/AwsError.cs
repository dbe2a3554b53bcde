namespace Portal.Sandbox.Protocol;

/// <summary>A refusal in AWS's own words: code, message and HTTP status. Thrown by an operation, it undoes everything the call did.</summary>
internal sealed class AwsError(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
