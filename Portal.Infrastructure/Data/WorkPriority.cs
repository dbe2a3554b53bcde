namespace Portal.Infrastructure.Data;

/// <summary>Why work is due: what of a scope is taken first, the smallest number before the others.</summary>
public static class WorkPriority
{
    /// <summary>A person did something, or something that it waited for has come.</summary>
    public const short Woken = 0;

    /// <summary>AWS is at work, or a call is to be tried again.</summary>
    public const short Progress = 1;

    /// <summary>Nothing is known to be to do: it is compared with AWS again.</summary>
    public const short Resync = 2;
}
