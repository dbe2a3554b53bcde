namespace Portal.Web.Api.Contract;

/// <summary>What a member or a parameter of the API means, and how one looks.</summary>
/// <param name="Text">In the domain's words, with the unit where there is one.</param>
/// <param name="Example">None for what consists of others, and for yes and no.</param>
internal sealed record ApiWord(string Text, object? Example = null);
