using Portal.Domain.Audit;

namespace Portal.Infrastructure.Changes;

/// <summary>What a change is about, in the words by which pages and shared reads name it.</summary>
public static class ChangeTags
{
    /// <summary>On every change.</summary>
    public const string Everything = "everything";

    /// <summary>On every change of that kind: <c>connections</c>.</summary>
    public static string Of(SubjectKind kind) => $"{Word(kind)}s";

    /// <summary>On every change of that one: <c>connection:ID</c>.</summary>
    public static string Of(SubjectKind kind, Guid id) => $"{Word(kind)}:{id}";

    private static string Word(SubjectKind kind) => kind.ToString().ToLowerInvariant();
}
