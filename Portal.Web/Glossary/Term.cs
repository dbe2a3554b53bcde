namespace Portal.Web.Glossary;

/// <summary>A word as the portal uses it.</summary>
/// <param name="Id">Where the page has it: the part of the address after the #.</param>
internal sealed record Term(string Id, string Word, string Meaning);
