namespace Portal.Sandbox.Tests.Judges;

/// <summary>
/// Both sides of PrivateLink through AWS's own clients: each script says what it expects, and the wire is held against AWS's models meanwhile.
/// </summary>
public sealed class ForeignClientTests
{
    [Fact]
    public Task Boto3_takes_the_sandbox_for_AWS() => ForeignClient.JudgeAsync(ForeignClient.Program("python3"), "boto3_flow.py");

    [Fact]
    public Task The_AWS_CLI_takes_the_sandbox_for_AWS() => ForeignClient.JudgeAsync("bash", "cli_flow.sh");

    [Fact]
    public Task AWSs_SDK_for_JavaScript_takes_the_sandbox_for_AWS() => ForeignClient.JudgeAsync("node", "JavaScript/flow.mjs");
}
