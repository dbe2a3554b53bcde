namespace Portal.Jobs.Reconciling;

/// <summary>What became of one sending.</summary>
internal enum SendOutcome
{
    Succeeded,

    /// <summary>AWS refused it or did not answer, or the portal may not send it.</summary>
    Refused,

    /// <summary>Nothing was sent: somebody has woken the aggregate since it was read.</summary>
    Woken,
}
