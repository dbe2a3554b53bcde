namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Lets the routes that a gateway learns flow into a table.</summary>
internal sealed class EnableVgwRoutePropagation() : RoutePropagation(on: true);
