namespace Portal.Jobs.Reconciling;

/// <summary>Another worker has the work now; what this one still wanted to do is not done.</summary>
internal sealed class LeaseLostException() : Exception("Another worker has taken over.");
