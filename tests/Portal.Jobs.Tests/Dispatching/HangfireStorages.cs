namespace Portal.Jobs.Tests.Dispatching;

/// <summary>Tests of what Hangfire keeps and how it is waited for, one after the other: it logs for a whole process to whatever host was set up last.</summary>
[CollectionDefinition(Name)]
public sealed class HangfireStorages
{
    public const string Name = "Hangfire's storages";
}
