namespace Portal.Infrastructure.Aws;

/// <summary>What trying a single permission of a role came to.</summary>
public enum PermissionVerdict
{
    /// <summary>AWS lets the role do it.</summary>
    Allowed,

    /// <summary>AWS refuses it to the role.</summary>
    Missing,

    /// <summary>AWS answered something else than whether the role may, for example because there is nothing in the account to try it on.</summary>
    NotTold,

    /// <summary>It cannot be tried without doing it.</summary>
    NotProbed,
}
