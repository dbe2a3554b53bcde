namespace Portal.Infrastructure.Aws;

/// <summary>The lease would have ended before the call's time-out; nothing was sent.</summary>
public sealed class LeaseTooShortException(TimeSpan remaining, TimeSpan needed)
    : Exception($"The lease lasts {remaining.TotalSeconds:0.0} s more and the call may take {needed.TotalSeconds:0.0} s; nothing was sent.");
