namespace Portal.Domain.Provisioning;

/// <summary>One AWS account in one region: the unit in which work is taken, read and budgeted.</summary>
public sealed record AwsScope(string AccountId, string Region)
{
    public override string ToString() => $"{AccountId} in {Region}";
}
