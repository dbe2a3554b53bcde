namespace Portal.Infrastructure.Aws;

/// <summary>What a check of an account's role came to.</summary>
public enum ProbeVerdict
{
    Passed,
    Failed,

    /// <summary>An earlier failure leaves it without meaning.</summary>
    NotChecked,
}
