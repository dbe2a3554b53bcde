namespace Portal.Domain;

/// <summary>One thing that is wrong with one field of what a person entered.</summary>
/// <param name="Field">The field's path as the API names it, for example <c>subnets[1].subnetId</c>.</param>
/// <param name="Message">What is wrong and what to do, in words.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <summary>The field takes a few words only, and this was none of them.</summary>
    public bool IsUnknownWord { get; init; }
}
