namespace Portal.Infrastructure.Connections;

/// <summary>The endpoint that a consumer has made in a self-managed account.</summary>
public sealed record BringEndpointInput(string? VpcEndpointId);
