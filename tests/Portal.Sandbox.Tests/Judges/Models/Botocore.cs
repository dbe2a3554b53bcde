using System.Diagnostics;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>The service models of an installed botocore, which is what boto3 and the AWS CLI are driven by.</summary>
internal sealed class Botocore(string directory)
{
    private const string Debian = "/usr/lib/python3/dist-packages/botocore";

    private static readonly Lazy<IReadOnlyList<Botocore>> Installed = new(Find);

    private readonly Lazy<ServiceModel> _ec2 = new(() => ServiceModel.Read(Path.Combine(directory, "data/ec2/2016-11-15")));
    private readonly Lazy<ServiceModel> _elasticLoadBalancing = new(() => ServiceModel.Read(Path.Combine(directory, "data/elbv2/2015-12-01")));
    private readonly Lazy<ServiceModel> _route53 = new(() => ServiceModel.Read(Path.Combine(directory, "data/route53/2013-04-01")));
    private readonly Lazy<ServiceModel> _sts = new(() => ServiceModel.Read(Path.Combine(directory, "data/sts/2011-06-15")));

    /// <summary>Debian's, and the one that python3 imports if that is another; empty when there is none.</summary>
    public static IReadOnlyList<Botocore> All => Installed.Value;

    public static IReadOnlyList<Botocore> Required => All.Count > 0
        ? All
        : throw new InvalidOperationException(
            "botocore is missing, whose service models these tests judge by: install python3-botocore, or run ./test, which does.");

    public string Directory => directory;

    public ServiceModel this[string service] => service switch
    {
        "ec2" => _ec2.Value,
        "elasticloadbalancing" => _elasticLoadBalancing.Value,
        "route53" => _route53.Value,
        "sts" => _sts.Value,
        _ => throw new KeyNotFoundException($"Nothing is known of the service '{service}'."),
    };

    private static List<Botocore> Find()
    {
        var directories = new[] { System.IO.Directory.Exists(Debian) ? Debian : null, Imported() }.OfType<string>().Distinct();
        return [.. directories.Select(directory => new Botocore(directory))];
    }

    private static string? Imported()
    {
        var start = new ProcessStartInfo("python3", ["-c", "import botocore; print(botocore.__path__[0])"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var python = Process.Start(start)!;
            var path = python.StandardOutput.ReadToEnd().Trim();
            python.WaitForExit();
            return python.ExitCode == 0 ? path : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No Python on this machine.
            return null;
        }
    }
}
