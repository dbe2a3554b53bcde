namespace Portal.Infrastructure.Data;

/// <summary>A connection that a provider has opened for one customer, another company, and the link by which the customer does their part.</summary>
public sealed class CustomerConnection
{
    public required Guid Id { get; init; }

    public required Guid ServiceId { get; init; }

    public required Guid ProviderTeamId { get; init; }

    /// <summary>The team that stands for the customer.</summary>
    public required Guid CustomerTeamId { get; init; }

    /// <summary>What the provider calls the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The provider's own name for the customer's tenant.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>What the connection is for, as those read it who approve.</summary>
    public required string Justification { get; init; }

    public required string OpenedByIssuer { get; init; }

    public required string OpenedBySubject { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The customer's AWS account; none until the provider or the customer has said it.</summary>
    public string? AccountId { get; set; }

    /// <summary>The connection itself; none until the account is known.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>Of what the link holds; another one when the link was made anew.</summary>
    public required byte[] Sha256 { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Since when the link lets nobody in any more; none while it does.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public int Version { get; set; }
}
