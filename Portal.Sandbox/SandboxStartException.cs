namespace Portal.Sandbox;

/// <summary>The simulated AWS cannot start; the message says why and what to do.</summary>
public sealed class SandboxStartException : Exception
{
    public SandboxStartException(string message) : base(message)
    {
    }

    public SandboxStartException(string message, Exception cause) : base(message, cause)
    {
    }
}
