namespace Portal.Testing.Approvals;

/// <summary>What somebody may do at this moment.</summary>
/// <param name="Consumes">For the team that asks.</param>
/// <param name="Provides">For the team whose service it is.</param>
public sealed record Standing(bool Admin, bool Consumes, bool Provides, bool Reads)
{
    public bool Sees => Admin || Reads || Consumes || Provides;

    public bool MayChange => Admin || Consumes;
}
