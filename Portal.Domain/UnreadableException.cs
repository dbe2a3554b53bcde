namespace Portal.Domain;

/// <summary>Something is stored of the subject that this version cannot read, so it changes nothing of it.</summary>
public sealed class UnreadableException(string subject, string part)
    : DomainException(
        $"This version of the portal cannot read the {part} of {subject}, and changes nothing of it. It was probably written by a newer version: "
            + "upgrade this version, or act in the newer one.");
