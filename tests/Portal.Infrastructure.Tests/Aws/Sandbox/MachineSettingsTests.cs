using System.Diagnostics;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

/// <summary>
/// What is set on the machine for AWS itself has no say in talking to a simulated one. The SDK reads it once a process, so a process of its own is needed.
/// </summary>
public sealed class MachineSettingsTests
{
    private const string Proof = $"Portal.Infrastructure.Tests.Aws.Sandbox.{nameof(EndpointStepTests)}."
        + $"{nameof(EndpointStepTests.An_endpoint_waits_for_acceptance_with_an_interface_a_zone_and_private_DNS_off)}";

    [Fact]
    public async Task Variables_and_a_malformed_configuration_file_are_ignored()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["config"], "[default\nendpoint_url = http://127.0.0.1:1\nretry_mode = bogus\n", SandboxWorld.Cancellation);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(MachineSettingsTests).Assembly.Location);
        }

        start.ArgumentList.Add("-method");
        start.ArgumentList.Add(Proof);
        foreach (var (name, value) in Hostile(folder["config"]))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(SandboxWorld.Cancellation);
        bound.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);

            Assert.Equal(0, process.ExitCode);
            Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Dictionary<string, string> Hostile(string file) => new()
    {
        ["AWS_CONFIG_FILE"] = file,
        ["AWS_SHARED_CREDENTIALS_FILE"] = file,
        ["AWS_PROFILE"] = "none",
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
        ["AWS_ENDPOINT_URL_EC2"] = "http://127.0.0.1:1",
        ["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:1",
        ["AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2"] = "http://127.0.0.1:1",
        ["AWS_USE_FIPS_ENDPOINT"] = "true",
        ["AWS_USE_DUALSTACK_ENDPOINT"] = "true",
        ["AWS_REGION"] = "eu-north-1",
        ["AWS_MAX_ATTEMPTS"] = "9",
    };
}
