using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Data;
using Portal.Web.Lists;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>The list of accounts as a file.</summary>
internal static class AccountFile
{
    public const string Name = "accounts";

    private static readonly IReadOnlyList<FileColumn<AccountView>> Columns =
    [
        new("id", account => account.AccountId),
        new("name", account => account.Alias),
        new("team", account => account.Team.Name),
        new("stage", account => DisplayText.Of(account.Stage, account.Unreadable)),
        new("looked_after_by", account => account.Managed ? "portal" : "own people"),
        new("region", account => account.Region),
        new("role_lacks", account => account.MissingPermissions is { } missing ? string.Join(' ', missing) : null),
    ];

    public static void Map(IEndpointRouteBuilder files) => files.MapGet(
        $"/{Name}.csv", (string? search, string? stage, Caller? caller, AccountQueries accounts) => ListFiles.For(caller, actor =>
        {
            var filter = new AccountFilter(search, ChosenWords.Read<AccountStage>(stage));
            return new ListFile<AccountView>(
                Name, Columns,
                async (_, cancellationToken) => new Page<AccountView>(filter.Apply(await accounts.ListAsync(actor, cancellationToken)), null));
        }));
}
