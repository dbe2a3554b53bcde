namespace Portal.Domain.Provisioning;

/// <summary>Whose turn it is.</summary>
public enum Party
{
    Provider,
    Consumer,
    NetworkAdmin,
    Operator,
    Aws,
    Portal,
}
