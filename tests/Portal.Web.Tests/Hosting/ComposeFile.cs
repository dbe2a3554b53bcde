using Portal.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Portal.Web.Tests.Hosting;

/// <summary>docker-compose.yml as far as the tests look into it.</summary>
public sealed class ComposeFile
{
    public Dictionary<string, ComposeEntry> Services { get; set; } = [];

    public Dictionary<string, object?> Volumes { get; set; } = [];

    public static ComposeFile Read() => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build()
        .Deserialize<ComposeFile>(File.ReadAllText(Repository.PathTo("docker-compose.yml")));
}

public sealed class ComposeCondition
{
    public string? Condition { get; set; }
}

public sealed class ComposeCheck
{
    public List<string> Test { get; set; } = [];
}
