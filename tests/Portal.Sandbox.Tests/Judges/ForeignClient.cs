using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>Runs a script that drives the sandbox through a client which this project did not write.</summary>
internal static class ForeignClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = FolderOf();

    /// <summary>Debian's own, not one that happens to come first in the path: a test judges by the same client everywhere.</summary>
    public static string Program(string name) => File.Exists($"/usr/bin/{name}") ? $"/usr/bin/{name}" : name;

    /// <summary>Runs it to its end and shows what it wrote when it did not succeed, or when the wire was not as AWS's models have it.</summary>
    public static async Task JudgeAsync(string program, params string[] arguments)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var proxy = await JudgingProxy.StartAsync(sandbox.Host.AwsEndpoint, sandbox.Judge);
        using var process = Start(program, arguments, EnvironmentOf(sandbox, proxy));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await error}");
        Assert.Empty(proxy.Objections);
        Assert.NotEmpty(sandbox.Judge.Verdicts);
    }

    private static Process Start(string program, string[] arguments, string environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["JUDGE_WORLD"] = environment;
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is missing, which judges the sandbox: ./test installs it.", missing);
        }
    }

    private static string EnvironmentOf(TestSandbox sandbox, JudgingProxy proxy) => JsonSerializer.Serialize(
        new
        {
            endpoint = proxy.Address,
            control = sandbox.Host.ControlEndpoint.OriginalString,
            accounts = sandbox.Host.Seed.Accounts.ToDictionary(account => account.Alias, account => new
            {
                id = account.AccountId,
                key = account.AccessKeyId,
                secret = account.SecretAccessKey,
                roleArn = account.RoleArn,
                externalId = account.ExternalId,
            }),
        },
        JsonSerializerOptions.Web);

    private static string FolderOf([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
