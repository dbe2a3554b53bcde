namespace Portal.Web.Tests.Hosting;

public sealed class ComposeEntry
{
    public string? Image { get; set; }

    public string? Build { get; set; }

    public List<string> Command { get; set; } = [];

    public Dictionary<string, string?> Environment { get; set; } = [];

    public Dictionary<string, ComposeCondition> DependsOn { get; set; } = [];

    public ComposeCheck Healthcheck { get; set; } = new();

    public List<string> Ports { get; set; } = [];

    public List<string> Volumes { get; set; } = [];
}
