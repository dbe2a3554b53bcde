namespace Portal.Domain;

/// <summary>A rule of the portal was broken; the message is a sentence for the person who asked.</summary>
public class DomainException(string message) : Exception(message);
