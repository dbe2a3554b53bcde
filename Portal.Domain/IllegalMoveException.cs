namespace Portal.Domain;

/// <summary>The lifecycle table has no such move from the present stage.</summary>
public sealed class IllegalMoveException(string subject, string stage, string action)
    : DomainException($"{subject} is {EnumWords.Said(stage).ToLowerInvariant()}; \"{EnumWords.Said(action).ToLowerInvariant()}\" is not possible from there.");
