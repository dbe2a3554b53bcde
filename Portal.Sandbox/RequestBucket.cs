namespace Portal.Sandbox;

/// <summary>A token bucket; each action that it names has one of its own.</summary>
public sealed record RequestBucket
{
    /// <summary>ec2 or elasticloadbalancing.</summary>
    public string Service { get; init; } = "ec2";

    /// <summary>Names of actions; * stands for any text.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Only for actions that change something.</summary>
    public bool Mutating { get; init; }

    public double Size { get; init; }

    public double PerSecond { get; init; }

    /// <summary>The bucket that all accounts of an organisation share; none when left out.</summary>
    public double? OrganizationSize { get; init; }

    public double? OrganizationPerSecond { get; init; }

    internal IEnumerable<string> Problems()
    {
        if (Actions.Count == 0)
        {
            yield return "actions: name at least one action, or *";
        }

        if (!(Size >= 1) || !(PerSecond > 0))
        {
            yield return "size and perSecond: 1 or more tokens, and more than 0 a second";
        }

        if (OrganizationSize is null != OrganizationPerSecond is null || OrganizationSize < 1 || OrganizationPerSecond <= 0)
        {
            yield return "organizationSize and organizationPerSecond: both or neither; 1 or more tokens, and more than 0 a second";
        }
    }
}
