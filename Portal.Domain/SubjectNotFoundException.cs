namespace Portal.Domain;

/// <summary>There is no such subject, or the actor may not know that there is.</summary>
public sealed class SubjectNotFoundException(string what) : Exception($"There is no such {what}.")
{
    public string What { get; } = what;
}
