namespace Portal.Domain.Provisioning;

/// <summary>What has to happen elsewhere before a step can be taken.</summary>
/// <param name="What">What AWS or the portal is doing, or what the person is told to do.</param>
public sealed record Waiting(Party Who, string What)
{
    /// <summary>As one says it to everybody: "the consumer has to create the endpoint and enter its id".</summary>
    public string Clause() => Who switch
    {
        Party.Aws or Party.Portal => What,
        // A level of a review names who has to decide.
        _ when What.EndsWith("have to decide", StringComparison.Ordinal) => What,
        Party.Provider => $"the provider has to {What}",
        Party.Consumer => $"the consumer has to {What}",
        Party.NetworkAdmin => $"a network admin has to {What}",
        _ => $"the operator has to {What}",
    };
}
