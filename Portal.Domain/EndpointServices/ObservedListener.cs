namespace Portal.Domain.EndpointServices;

public sealed record ObservedListener(string Arn, string Protocol, int Port, string? TargetGroupArn);
