namespace Portal.Domain;

/// <summary>The lifecycle table has no such move from the present stage.</summary>
public sealed class IllegalMoveException(string subject, string stage, string action)
    : DomainException($"{subject} is {stage}; \"{action}\" is not possible from there.");
