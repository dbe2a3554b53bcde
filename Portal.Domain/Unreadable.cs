using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain;

/// <summary>A part of something stored that this version of the portal cannot read. Two versions work side by side while one replaces the other.</summary>
/// <param name="Part">What it is: "stage", "specification".</param>
/// <param name="Text">As it is stored; none where the reader may not see it.</param>
public sealed record UnreadablePart(string Part, string? Text)
{
    private const string Action = "Upgrade this version, or act in the newer one";

    /// <summary>What is wrong, as a sentence without its end.</summary>
    public string Cause => Text is null
        ? $"This version of the portal cannot read the {Part}; it was probably written by a newer version"
        : $"This version of the portal does not know the {Part} \"{Text}\"; it was probably written by a newer version";

    public Blocked ToBlocked() => new(Cause, Party.Operator, Action);

    public override string ToString() => $"{Cause}. {Action}.";
}

/// <summary>Something is stored of the subject that this version cannot read, so it changes nothing of it.</summary>
public sealed class UnreadableException(string subject, string part)
    : DomainException($"This version of the portal cannot read the {part} of {subject}, and changes nothing of it. It was probably written by a newer version: upgrade this version, or act in the newer one.");

/// <summary>What stands for stored tags that cannot be read.</summary>
public static class UnreadableTags
{
    public static IReadOnlyDictionary<string, string> Value { get; } = new Dictionary<string, string>();
}

/// <summary>Tells what is stored of an aggregate that this version of the portal cannot read.</summary>
public static class Readability
{
    /// <summary>None when this version reads everything.</summary>
    public static string? Unreadable(this Connection connection) =>
        connection.Stage == ConnectionStage.Unknown ? "stage"
        : ReferenceEquals(connection.Spec, ConnectionSpec.Unreadable) ? "specification"
        : ReferenceEquals(connection.Tags, UnreadableTags.Value) ? "tags"
        : null;

    /// <summary>None when this version reads everything.</summary>
    public static string? Unreadable(this EndpointService service) =>
        service.Stage == EndpointServiceStage.Unknown ? "stage"
        : ReferenceEquals(service.Spec, EndpointServiceSpec.Unreadable) ? "specification"
        : ReferenceEquals(service.Visibility, Audience.Unreadable) ? "visibility"
        : ReferenceEquals(service.AutoApproval, Audience.Unreadable) ? "automatic approval"
        : ReferenceEquals(service.Tags, UnreadableTags.Value) ? "tags"
        : null;

    /// <exception cref="UnreadableException">This version cannot read all of it, so nothing may be changed.</exception>
    public static Connection RequireReadable(this Connection connection) =>
        connection.Unreadable() is { } part ? throw new UnreadableException("the connection", part) : connection;

    /// <exception cref="UnreadableException">This version cannot read all of it, so nothing may be changed.</exception>
    public static EndpointService RequireReadable(this EndpointService service) =>
        service.Unreadable() is { } part ? throw new UnreadableException("the service", part) : service;
}
