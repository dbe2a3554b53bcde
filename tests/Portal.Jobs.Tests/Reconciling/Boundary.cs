namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Where a worker is when it dies.</summary>
public enum Boundary
{
    /// <summary>The call is on its way and has had no effect; the late call comes in the end.</summary>
    BeforeTheCall,

    /// <summary>AWS has done it, and the reply never comes in time.</summary>
    AfterTheCall,

    /// <summary>The reply is there, and the worker's database connection is cut before it is written down.</summary>
    AfterTheReply,

    /// <summary>The reply is written down, and nothing is done with it.</summary>
    AfterTheCommit,
}
