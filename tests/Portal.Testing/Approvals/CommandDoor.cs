using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Testing.Approvals;

/// <summary>The commands themselves, as pages and API call them.</summary>
public sealed class CommandDoor(PortalWorld world) : ApprovalDoor
{
    public override async Task<(Guid Id, string? Refusal)> RequestAsync(string who, RequestConnectionInput input, CancellationToken cancellationToken)
    {
        var id = Guid.Empty;
        var refusal = await TryAsync(
            who, async actor => id = (await world.Get<ConnectionCommands>().RequestAsync(actor, input, null, cancellationToken)).Id, cancellationToken);
        return (id, refusal);
    }

    public override Task<string?> ResubmitAsync(string who, Guid id, RequestConnectionInput input, CancellationToken cancellationToken) =>
        TryAsync(who, actor => world.Get<ConnectionCommands>().ResubmitAsync(actor, id, input, null, cancellationToken), cancellationToken);

    public override Task<string?> DescribeAsync(string who, Guid id, string reference, CancellationToken cancellationToken) =>
        TryAsync(
            who, actor => world.Get<ConnectionCommands>().DescribeAsync(actor, id, null, new(null, null, reference), cancellationToken), cancellationToken);

    public override Task<string?> RenewAsync(string who, Guid id, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        TryAsync(who, actor => world.Get<ConnectionCommands>().RenewAsync(actor, id, new(endsAt), null, cancellationToken), cancellationToken);

    public override Task<string?> EndAsync(string who, Guid id, CancellationToken cancellationToken) =>
        TryAsync(who, actor => world.Get<ConnectionCommands>().DeleteAsync(actor, id, null, null, cancellationToken), cancellationToken);

    public override Task<string?> DecideAsync(string who, Guid reviewId, DecisionInput input, CancellationToken cancellationToken) =>
        TryAsync(who, actor => world.Get<ReviewCommands>().DecideAsync(actor, reviewId, input, null, cancellationToken), cancellationToken);

    /// <summary>As everywhere, with the roles of this moment.</summary>
    private async Task<string?> TryAsync(string who, Func<Actor, Task> call, CancellationToken cancellationToken)
    {
        var actor = await world.Get<Identities>().OfPersonAsync("test", who, cancellationToken) ?? throw new InvalidOperationException($"Nobody knows {who}.");
        try
        {
            await call(actor);
            return null;
        }
        catch (Exception refused) when (refused is DomainException or InvalidInputException or AccessRefusedException or SubjectNotFoundException)
        {
            return refused.Message;
        }
    }
}
