using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>Keeps what begins in an account from crossing its retirement.</summary>
internal static class AccountOpenness
{
    private const int Named = 5;

    private static readonly string[] EndedConnections =
        [.. Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsFinal).Select(stage => stage.ToString())];

    private static readonly string[] EndedServices =
        [.. Enum.GetValues<EndpointServiceStage>().Where(EndpointServiceLifecycle.IsFinal).Select(stage => stage.ToString())];

    /// <summary>
    /// Refuses in the commit, with the account's row held, what begins in an account that is retired: a retirement commits before or after, never between.
    /// </summary>
    public static void RequireNotRetired(this ChangeSet changes, string accountId) => changes.Check(async (context, cancellationToken) =>
    {
        var stages = await context.Database.SqlQuery<string>(
            $"""select stage as "Value" from aws_account where account_id = {accountId} for share""").ToListAsync(cancellationToken);
        if (stages is [nameof(AccountStage.Retired)])
        {
            throw new InvalidInputException([new("accountId", $"{accountId} has just been retired. Choose another account, or register it again.")]);
        }
    });

    /// <summary>Refuses to retire an account in which something lives, naming it.</summary>
    public static void RequireEmpty(this ChangeSet changes, AwsAccount account) => changes.Check(async (context, cancellationToken) =>
    {
        await context.Database.ExecuteSqlAsync($"select 1 from aws_account where account_id = {account.AccountId} for update", cancellationToken);
        var living = await context.Database.SqlQuery<string>(
            $"""
            select what as "Value" from (
                select 'the service ' || name as what, created_at from endpoint_service
                where spec ->> 'accountId' = {account.AccountId} and stage <> all({EndedServices})
                union all
                select 'the connection to ' || service.name, connection.created_at from connection join endpoint_service service on service.id = service_id
                where connection.spec ->> 'accountId' = {account.AccountId} and connection.stage <> all({EndedConnections})
            ) living order by created_at limit {Named + 1}
            """).ToListAsync(cancellationToken);
        if (living.Count > 0)
        {
            throw new DomainException(
                $"{account.Alias} still has {string.Join(", ", living.Take(Named))}{(living.Count > Named ? " and more" : "")}. "
                + "Withdraw services and delete or withdraw connections first, then retire the account.");
        }
    });
}
