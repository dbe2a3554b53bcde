namespace Portal.Sandbox;

/// <summary>How long each asynchronous change of the simulated AWS takes, by the sandbox's clock.</summary>
public sealed record SandboxDelays
{
    /// <summary>A load balancer from provisioning to active.</summary>
    public TimeSpan LoadBalancerProvisioning { get; init; }

    /// <summary>A registered target from initial (registration in progress, then health checks) to healthy.</summary>
    public TimeSpan TargetInitial { get; init; }

    /// <summary>A deregistered target from draining to gone.</summary>
    public TimeSpan TargetDraining { get; init; }

    /// <summary>An endpoint service from Pending to Available; zero answers Available at once, as AWS mostly does.</summary>
    public TimeSpan ServicePending { get; init; }

    /// <summary>An endpoint service from Deleting to Deleted.</summary>
    public TimeSpan ServiceDeleting { get; init; }

    /// <summary>From allowing a principal until it finds the service; until then there is no such service for it.</summary>
    public TimeSpan PrincipalVisible { get; init; }

    /// <summary>From the start of a private DNS verification to its verdict.</summary>
    public TimeSpan PrivateDnsVerification { get; init; }

    /// <summary>An accepted endpoint from pending to available.</summary>
    public TimeSpan EndpointPending { get; init; }

    /// <summary>How long an endpoint refuses a second change after a first one.</summary>
    public TimeSpan EndpointModifying { get; init; }

    /// <summary>An endpoint from deleting to deleted.</summary>
    public TimeSpan EndpointDeleting { get; init; }

    /// <summary>How long a deleted endpoint or endpoint service is still listed.</summary>
    public TimeSpan DeletedListed { get; init; }

    internal IEnumerable<string> Problems() => typeof(SandboxDelays).GetProperties()
        .Where(property => property.PropertyType == typeof(TimeSpan) && (TimeSpan)property.GetValue(this)! is var time
            && (time < TimeSpan.Zero || time > TimeSpan.FromDays(1)))
        .Select(property => $"delays.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)}: from 00:00:00 to 1.00:00:00");

    /// <summary>Everything changes at once.</summary>
    public static SandboxDelays None { get; } = new();

    /// <summary>Long enough to be seen, short enough to wait for.</summary>
    public static SandboxDelays Demo { get; } = new()
    {
        LoadBalancerProvisioning = TimeSpan.FromSeconds(3),
        TargetInitial = TimeSpan.FromSeconds(4),
        TargetDraining = TimeSpan.FromSeconds(2),
        ServicePending = TimeSpan.FromSeconds(1),
        ServiceDeleting = TimeSpan.FromSeconds(1),
        PrincipalVisible = TimeSpan.FromSeconds(2),
        PrivateDnsVerification = TimeSpan.FromSeconds(2),
        EndpointPending = TimeSpan.FromSeconds(3),
        EndpointModifying = TimeSpan.FromSeconds(1),
        EndpointDeleting = TimeSpan.FromSeconds(2),
        DeletedListed = TimeSpan.FromSeconds(4),
    };
}
