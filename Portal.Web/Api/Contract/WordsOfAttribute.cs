using Portal.Domain;

namespace Portal.Web.Api.Contract;

/// <summary>Says of a text in an address that it is one of an enum's words.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class WordsOfAttribute<T> : WordsOfAttribute
    where T : struct, Enum
{
    public override IReadOnlyList<string> Words { get; } = EnumWords.ForPeople<T>();
}

/// <summary>Says of a text in an address that it is one of a few words.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal abstract class WordsOfAttribute : Attribute
{
    public abstract IReadOnlyList<string> Words { get; }
}
