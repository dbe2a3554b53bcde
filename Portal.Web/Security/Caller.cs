using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Who makes the request, with the roles of this moment.</summary>
internal sealed record Caller(Actor Actor)
{
    public static async ValueTask<Caller?> BindAsync(HttpContext context)
    {
        if (context.Items[typeof(TokenHolder)] is TokenHolder holder)
        {
            // Read for this very request.
            return Remember(context, holder.Actor);
        }

        var identities = context.RequestServices.GetRequiredService<Identities>();
        // Somebody who was removed after signing in is nobody.
        return await identities.ActorAsync(context.User, context.RequestAborted) is { } actor ? Remember(context, actor) : null;
    }

    /// <summary>The caller that the request was bound to; none before or without.</summary>
    public static Actor? Of(HttpContext context) => context.Items[typeof(Caller)] as Actor;

    private static Caller Remember(HttpContext context, Actor actor)
    {
        context.Items[typeof(Caller)] = actor;
        return new(actor);
    }
}
