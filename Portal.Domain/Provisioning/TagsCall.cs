namespace Portal.Domain.Provisioning;

/// <summary>A call that changes the tags of one object.</summary>
/// <param name="Id">Its id or ARN.</param>
/// <param name="Tags">What is to stand on it, or to go with the value that it has.</param>
public abstract record TagsCall(string Id, IReadOnlyDictionary<string, string> Tags) : StepCall
{
    /// <summary>Whether it takes the tags away.</summary>
    public abstract bool Removes { get; }
}
