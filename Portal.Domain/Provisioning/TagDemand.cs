namespace Portal.Domain.Provisioning;

/// <summary>A tag that a refusal of AWS's has named.</summary>
/// <param name="IsRequired">Whether nothing is made without it; otherwise only its values are held to something.</param>
public sealed record TagDemand(string Key, bool IsRequired);
