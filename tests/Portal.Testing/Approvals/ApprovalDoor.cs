using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;

namespace Portal.Testing.Approvals;

/// <summary>A way into the portal by which a sequence of calls is made; each answers why it was refused, or nothing.</summary>
public abstract class ApprovalDoor
{
    public abstract Task<(Guid Id, string? Refusal)> RequestAsync(string who, RequestConnectionInput input, CancellationToken cancellationToken);

    public abstract Task<string?> ResubmitAsync(string who, Guid id, RequestConnectionInput input, CancellationToken cancellationToken);

    public abstract Task<string?> DescribeAsync(string who, Guid id, string reference, CancellationToken cancellationToken);

    public abstract Task<string?> RenewAsync(string who, Guid id, DateTimeOffset endsAt, CancellationToken cancellationToken);

    public abstract Task<string?> EndAsync(string who, Guid id, CancellationToken cancellationToken);

    public abstract Task<string?> DecideAsync(string who, Guid reviewId, DecisionInput input, CancellationToken cancellationToken);
}
