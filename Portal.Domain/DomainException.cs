namespace Portal.Domain;

/// <summary>A rule of the portal was broken; the message is a sentence for the person who asked.</summary>
public class DomainException(string message) : Exception(message);

/// <summary>Somebody else changed the subject since the page was read, so the decision was not taken.</summary>
public sealed class SomeoneWasFasterException(string subject)
    : DomainException($"Someone was faster: {subject} has changed since you read it. Look at its present state and decide again.");

/// <summary>The lifecycle table has no such move from the present stage.</summary>
public sealed class IllegalMoveException(string subject, string stage, string action)
    : DomainException($"{subject} is {stage}; \"{action}\" is not possible from there.");

/// <summary>One thing that is wrong with one field of what a person entered.</summary>
/// <param name="Field">The field's path as the API names it, for example <c>subnets[1].subnetId</c>.</param>
/// <param name="Message">What is wrong and what to do, in words.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <summary>The field takes a few words only, and this was none of them.</summary>
    public bool IsUnknownWord { get; init; }
}

/// <summary>What a person entered is wrong; all errors at once, and nothing was stored.</summary>
public sealed class InvalidInputException(IReadOnlyList<FieldError> errors)
    : Exception(string.Join(" ", errors.Select(error => $"{error.Field}: {error.Message}")))
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;

    /// <summary>Throws when there is at least one error.</summary>
    public static void ThrowIfAny(IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw new InvalidInputException(errors);
        }
    }
}
