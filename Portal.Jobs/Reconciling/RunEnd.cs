namespace Portal.Jobs.Reconciling;

/// <summary>What the run of one aggregate has come to.</summary>
internal enum RunEnd
{
    /// <summary>There is something to be told, or a failure.</summary>
    Concluded,

    /// <summary>There is nothing to look after.</summary>
    Nothing,

    /// <summary>A person came between: it is due again at once.</summary>
    Raced,

    /// <summary>A newer version of the portal looks after it.</summary>
    LeftToNewer,

    /// <summary>Another worker has it, or this one cannot write: nothing more is done, and the lease brings it back.</summary>
    Lost,
}
