namespace Portal.Web.Tests.Api;

/// <summary>
/// Tests that start a host beside the one that the others share: they run when nothing else does, since hosts in one process wait for each other's threads.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostsOfTheirOwn
{
    public const string Name = "Hosts of their own";
}
