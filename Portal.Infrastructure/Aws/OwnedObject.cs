namespace Portal.Infrastructure.Aws;

/// <summary>Something of Elastic Load Balancing that carries a service's tags.</summary>
/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record OwnedObject(string Arn, Guid? OperationId);
