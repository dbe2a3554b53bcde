namespace Portal.Web.Lists;

/// <summary>A column that can be shown or left out.</summary>
public sealed record ListColumnChoice(string Key, string Title, bool IsShown);
