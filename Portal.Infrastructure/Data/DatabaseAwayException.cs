namespace Portal.Infrastructure.Data;

/// <summary>The database went away before anything was committed.</summary>
public sealed class DatabaseAwayException(Exception inner) : Exception(
    "The portal's database does not answer. Nothing was changed; try again in a few seconds.", inner);
