namespace Portal.Sandbox.Operations;

/// <summary>An action that AWS refuses on everything that there is in the sandbox: it can say why, and never yes.</summary>
internal interface IOnlyRefuses;
