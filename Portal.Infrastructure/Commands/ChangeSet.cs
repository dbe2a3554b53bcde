using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Commands;

/// <summary>All that one change consists of: rows, their history, wake-ups and announcements, written in one commit.</summary>
public sealed class ChangeSet(PortalDbContext context, Actor actor, TimeProvider clock)
{
    private readonly Dictionary<(SubjectKind Kind, Guid Id), Wake> _wakes = [];
    private readonly List<Change> _changes = [];
    private readonly List<Func<PortalDbContext, CancellationToken, Task>> _checks = [];
    private int _audited;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Actor Actor => actor;

    /// <summary>Whether the database was asked to commit: until then nothing can have come of it.</summary>
    public bool CommitSent { get; private set; }

    public void Audit(Subject subject, DomainEvent happened) => context.AuditRows.Add(AuditRow.Of(subject, happened, actor, Now, _audited++));

    /// <summary>Takes up what happened to a connection, and makes it due when it has to be reconciled.</summary>
    public void Track(Connection connection)
    {
        foreach (var happened in connection.TakeEvents())
        {
            Audit(connection.Subject, happened);
        }

        _changes.Add(new(SubjectKind.Connection, connection.Id, connection.Version));
        if (ConnectionLifecycle.IsReconciled(connection.Stage))
        {
            Wake(SubjectKind.Connection, connection.Id, connection.WorkScope);
        }
    }

    /// <summary>Takes up what happened to a service, and makes it due when it has to be reconciled.</summary>
    public void Track(EndpointService service)
    {
        foreach (var happened in service.TakeEvents())
        {
            Audit(service.Subject, happened);
        }

        _changes.Add(new(SubjectKind.Service, service.Id, service.Version));
        if (EndpointServiceLifecycle.IsReconciled(service.Stage))
        {
            Wake(SubjectKind.Service, service.Id, service.Spec.Scope);
        }
    }

    public void Track(Review review) => _changes.Add(new(SubjectKind.Review, review.Id, review.Version));

    /// <summary>Tells pages that show the subject to read it anew.</summary>
    public void Publish(SubjectKind kind, Guid id, int version) => _changes.Add(new(kind, id, version));

    /// <summary>Tells every window of that browser to look who they are.</summary>
    public void PublishSession(Guid id) => Publish(SubjectKind.Session, id, 0);

    /// <summary>The same for all windows that a person has open, or had a moment ago.</summary>
    public async Task PublishSessionsAsync(PersonKey person, CancellationToken cancellationToken)
    {
        var open = await context.Sessions.Where(session => session.Issuer == person.Issuer && session.Subject == person.Subject
                && (session.EndedAt == null || session.EndedAt == Now))
            .Select(session => session.Id).ToListAsync(cancellationToken);
        open.ForEach(PublishSession);
    }

    /// <param name="scope">Where its work is taken; needed the first time only.</param>
    public void Wake(SubjectKind kind, Guid id, AwsScope? scope = null)
    {
        if (scope is not null || !_wakes.ContainsKey((kind, id)))
        {
            _wakes[(kind, id)] = new(kind, id, scope);
        }
    }

    /// <summary>Makes nobody due for its own finding: the reconciler sets its next due time itself.</summary>
    public void DoNotWake(SubjectKind kind, Guid id) => _wakes.Remove((kind, id));

    /// <summary>
    /// Looks once more, in the transaction that writes, at what has to hold when it commits: rows that the check locks can no longer change under it.
    /// </summary>
    public void Check(Func<PortalDbContext, CancellationToken, Task> check) => _checks.Add(check);

    /// <summary>Writes everything in the transaction that is under way, or in one of its own.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await using var transaction = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        // Work rows before aggregates, as a reconciler locks them: the other way round the two would wait for each other for ever.
        await WorkTable.WakeAsync(context, _wakes.Values, cancellationToken);
        foreach (var check in _checks)
        {
            await check(context, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        if (_changes.Count > 0)
        {
            var texts = _changes.Distinct().Select(change => change.ToText()).ToArray();
            await context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Changes}, text) from unnest({texts}) as text", cancellationToken);
        }

        if (transaction is not null)
        {
            CommitSent = true;
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
