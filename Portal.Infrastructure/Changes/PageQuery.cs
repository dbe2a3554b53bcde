using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Changes;

/// <summary>All that decides what a page shows: what was asked for, and the rights of who reads. Equal queries have equal answers, and share one.</summary>
public abstract record PageQuery
{
    private static readonly Actor Nobody = new("", "", "", [], []);

    /// <summary>Who reads; where all of the same rights see the same, their rights alone.</summary>
    public Actor Reader { get; private init; } = Nobody;

    /// <summary>What it is about, as far as is known before it was read: a change of it makes the answer old.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Tags { get; }

    /// <summary>Whether the answer differs between two people of the same rights.</summary>
    protected virtual bool IsPersonal => false;

    /// <summary>The same, asked by that person.</summary>
    public PageQuery By(Actor actor) => this with { Reader = IsPersonal ? Ordered(actor) : Ordered(actor) with { Issuer = "", Subject = "", Name = "" } };

    /// <summary>Made of every member, so that none can be forgotten, and of fixed length, whatever people type.</summary>
    public string ToKey()
    {
        var type = GetType();
        return $"{type.Name}:{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, type)))}";
    }

    /// <summary>The same rights are written in the same way.</summary>
    private static Actor Ordered(Actor actor) => actor with
    {
        Memberships =
        [
            .. actor.Memberships.OrderBy(membership => membership.TeamId).Select(membership => membership with { Roles = [.. membership.Roles.Order()] }),
        ],
        PortalRoles = [.. actor.PortalRoles.Order()],
    };
}
