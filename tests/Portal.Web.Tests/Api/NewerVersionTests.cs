using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Api;

/// <summary>
/// A newer version of the portal works beside this one, and has stored what this one does not know: one row at a time, in each column in which that can be.
/// </summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class NewerVersionTests(ForeignScene scene) : IClassFixture<ForeignScene>
{
    private const string Word = $"'{Foreign.Word}'";
    private const string Member = $$"""'{"newer":"{{Foreign.Word}}"}'""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// For each column what a newer version may have stored, in which row, and who reads it where as it is stored; nobody where it is shown to nobody.
    /// </summary>
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["account_grant.vpc_ids"] = new("'{}'", scene => $"account_id = '{scene.AccountId}'"),
        ["api_token.scopes"] = new($"array[{Word}]", _ => "subject = 'viktor'"),
        ["attempt.outcome"] = new(
            Word, scene => $"operation_id in (select id from operation where aggregate_id = '{scene.Connected}')", "Chen",
            scene => $"connections/{scene.Connected}/operations"),
        ["audit_reader.subject_kind"] = new(Word, scene => $"id in (select id from audit_row where subject_id = '{scene.Asked}')"),
        ["audit_row.bytes"] = new(
            "convert_to('newer', 'UTF8')", scene => $"subject_id = '{scene.Connected}'", "Chen", scene => $"connections/{scene.Connected}/history", "details"),
        ["audit_row.subject_kind"] = new(Word, scene => $"subject_id = '{scene.Asked}'", "Tomás", _ => "audit?subjectKind=unknown"),
        ["aws_account.stage"] = new(Word, scene => $"account_id = '{scene.AccountId}'", "Chen", _ => "accounts"),
        ["connection.difference_decisions"] = new(Member, scene => $"id = '{scene.Asked}'"),
        ["connection.proposal"] = new(Member, scene => $"id = '{scene.Asked}'", "Chen", _ => "connections"),
        ["connection.spec"] = new($"spec || {Member}", scene => $"id = '{scene.Asked}'", "Chen", _ => "connections"),
        ["connection.stage"] = new(Word, scene => $"id = '{scene.Asked}'", "Priya", _ => "connections?stage=unknown"),
        ["connection.tags"] = new($"'[\"{Foreign.Word}\"]'", scene => $"id = '{scene.Asked}'", "Chen", _ => "connections"),
        ["endpoint_service.auto_approval"] = new(Member, scene => $"id = '{scene.Host.ServiceId}'", "Priya", scene => $"services/{scene.Host.ServiceId}"),
        ["endpoint_service.difference_decisions"] = new(Member, scene => $"id = '{scene.Host.ServiceId}'"),
        ["endpoint_service.proposal"] = new(Member, scene => $"id = '{scene.Host.ServiceId}'", "Priya", _ => "services"),
        ["endpoint_service.spec"] = new($"spec || {Member}", scene => $"id = '{scene.Host.ServiceId}'", "Priya", _ => "services"),
        ["endpoint_service.stage"] = new(Word, scene => $"id = '{scene.Host.ServiceId}'", "Amara", _ => "services"),
        ["endpoint_service.tags"] = new($"'\"{Foreign.Word}\"'", scene => $"id = '{scene.Host.ServiceId}'", "Priya", _ => "services"),
        ["endpoint_service.visibility"] = new($"visibility || {Member}", scene => $"id = '{scene.Host.ServiceId}'", "Priya", _ => "services"),
        ["group_rule.portal_roles"] = new($"array[{Word}]", _ => "provider = 'house'"),
        ["group_rule.team_roles"] = new($"array[{Word}]", _ => "provider = 'house'"),
        ["idempotency.receipt"] = new(Member, _ => "true order by created_at desc"),
        ["invitation.roles"] = new($"array[{Word}]", _ => "guest = 'Grace'"),
        ["membership.roles"] = new($"roles || array[{Word}]", _ => "subject in (select subject from person where name like 'Chen%')", "Chen", _ => "me"),
        ["membership.group_roles"] = new($"array[{Word}]", _ => "subject in (select subject from person where name like 'Chen%')", "Chen", _ => "me"),
        ["operation.kind"] = new(Word, scene => $"aggregate_id = '{scene.Connected}'"),
        ["operation.outcome"] = new(Word, scene => $"aggregate_id = '{scene.Connected}'", "Chen", scene => $"connections/{scene.Connected}/operations"),
        ["operation.request"] = new("convert_to('newer', 'UTF8')", _ => "true"),
        ["person.group_roles"] = new($"array[{Word}]", _ => "name like 'Nora%'", "Nora", _ => "me"),
        ["person.portal_roles"] = new($"portal_roles || array[{Word}]", _ => "name like 'Nora%'", "Nora", _ => "me"),
        ["review.change"] = new(Member, scene => $"id = '{scene.OpenReview}'", "Nora", _ => "reviews", "change"),
        ["review.effect_bytes"] = new("convert_to('newer', 'UTF8')", scene => $"id = '{scene.OpenReview}'", "Nora", _ => "reviews", "effects"),
        ["review.levels"] = new($"'[{{\"newer\":\"{Foreign.Word}\"}}]'", scene => $"id = '{scene.OpenReview}'", "Priya", _ => "reviews"),
        ["review.purpose"] = new(Word, scene => $"id = '{scene.OpenReview}'", "Nora", scene => $"reviews/{scene.OpenReview}"),
        ["review.state"] = new(Word, scene => $"id = '{scene.OpenReview}'", "Nora", _ => "reviews?state=unknown"),
        ["review_decision.verdict"] = new(Word, scene => $"review_id = '{scene.DecidedReview}'", "Nora", _ => "reviews"),
        ["work.conditions"] = new(Member, scene => $"id = '{scene.Connected}'"),
        ["work.kind"] = new(Word, scene => $"id = '{scene.Connected}'"),
        ["work.observation"] = new(Member, scene => $"id = '{scene.Connected}'"),
    };

    public static TheoryData<string> Columns => [.. StoredColumns.Enums, .. StoredColumns.Jsons];

    public static TheoryData<string> Garbage => ["'null'", "'{}'", "'[]'", "'[null]'", "'\"text\"'", "'7'"];

    [Fact]
    public void Of_every_column_it_is_decided_what_becomes_of_what_a_newer_version_stores() =>
        Assert.Equal(StoredColumns.Enums.Concat(StoredColumns.Jsons).Order(StringComparer.Ordinal), Cases.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task One_row_of_a_newer_version_breaks_nobodys_lists_and_is_shown_as_it_is_stored(string column)
    {
        var planted = Cases[column];
        var target = planted.Where(scene).Split('\'') is [_, var id, ..] ? id : "";
        var before = await scene.RowsAsync(target, Cancel);
        await using (await Planted.PutAsync(scene, column, planted.Foreign, Cancel))
        {
            Assert.Empty(await scene.FailuresAsync(Cancel));
            Assert.Equal(before, await scene.RowsAsync(target, Cancel));
            if (planted.Path is not null)
            {
                var shown = await scene.ReadAsync(planted.Who!, planted.Path(scene), Cancel);
                Assert.Contains(planted.Shown, shown, StringComparison.Ordinal);
                Assert.True(StoredColumns.Jsons.Contains(column) || shown.Contains("\"unknown\"", StringComparison.Ordinal), shown);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Documents_that_are_none_break_nobodys_lists(string garbage)
    {
        var planted = new List<IAsyncDisposable>();
        foreach (var column in StoredColumns.Jsons.Where(column => column is not ("audit_row.bytes" or "operation.request" or "review.effect_bytes")))
        {
            planted.Add(await Planted.PutAsync(scene, column, garbage, Cancel));
        }

        var failures = await scene.FailuresAsync(Cancel);
        foreach (var one in planted)
        {
            await one.DisposeAsync();
        }

        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_connection_in_an_unknown_stage_says_what_to_do_and_answers_every_change_with_a_conflict()
    {
        using var chen = scene.Host.As("Chen");
        await using (await Planted.PutAsync(scene, "connection.stage", Word, Cancel))
        {
            var seen = await chen.GetFromJsonAsync<JsonElement>($"connections/{scene.Asked}?waitFor=available&timeout=60", Cancel);
            Assert.Equal("unknown", seen.GetProperty("stage").GetString());
            Assert.Equal(
                ("stage", Foreign.Word),
                (seen.GetProperty("unreadable").GetProperty("part").GetString(), seen.GetProperty("unreadable").GetProperty("text").GetString()));
            Assert.Equal("operator", seen.GetProperty("blocked").GetProperty("owner").GetString());
            Assert.Contains(
                $"does not know the stage \"{Foreign.Word}\"", seen.GetProperty("blocked").GetProperty("cause").GetString(), StringComparison.Ordinal);

            using var retry = await chen.PostAsync(new Uri($"connections/{scene.Asked}/retry", UriKind.Relative), null, Cancel);
            Assert.Equal(HttpStatusCode.Conflict, retry.StatusCode);
            Assert.Contains("newer version", (await retry.ReadAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("awaitingApproval", (await chen.GetFromJsonAsync<JsonElement>($"connections/{scene.Asked}", Cancel)).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_request_whose_first_answer_only_a_newer_version_can_read_is_not_made_twice()
    {
        using var chen = scene.Host.As("Chen");
        chen.DefaultRequestHeaders.Add("Idempotency-Key", "from-newer-version");
        using var first = await chen.PostAsJsonAsync("connections", scene.Host.Request(), Cancel);
        first.EnsureSuccessStatusCode();
        await using (await Planted.PutAsync(scene, "idempotency.receipt", Member, Cancel))
        {
            using var again = await chen.PostAsJsonAsync("connections", scene.Host.Request(), Cancel);
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        using var replayed = await chen.PostAsJsonAsync("connections", scene.Host.Request(), Cancel);
        Assert.Equal((await first.ReadAsync()).GetProperty("id").GetString(), (await replayed.ReadAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_grant_that_cannot_be_read_opens_no_VPC()
    {
        var path = $"accounts/{scene.AccountId}/vpcs";
        Assert.NotEqual(0, JsonDocument.Parse(await scene.ReadAsync("Amara", path, Cancel)).RootElement.GetProperty("items").GetArrayLength());
        await using (await Planted.PutAsync(scene, "account_grant.vpc_ids", "'{}'", Cancel))
        {
            Assert.Equal(0, JsonDocument.Parse(await scene.ReadAsync("Amara", path, Cancel)).RootElement.GetProperty("items").GetArrayLength());
        }
    }

    /// <param name="Foreign">The stored value, as SQL.</param>
    /// <param name="Where">Which row.</param>
    private sealed record Case(
        string Foreign, Func<ForeignScene, string> Where, string? Who = null, Func<ForeignScene, string>? Path = null,
        string Shown = Portal.Testing.Worlds.Foreign.Word);

    /// <summary>A foreign value in place of what was there, until it is taken back.</summary>
    private sealed class Planted(string database, string restore) : IAsyncDisposable
    {
        public static async Task<Planted> PutAsync(ForeignScene scene, string column, string foreign, CancellationToken cancellationToken)
        {
            var (table, name) = column.Split('.') is [var first, var second] ? (first, second) : throw new ArgumentException(column, nameof(column));
            var database = scene.Host.Database;
            if (table == "idempotency")
            {
                // Whether another test has sent a key before must not matter; what was sent is newer than this row.
                await Foreign.WriteAsync(
                    database,
                    "insert into idempotency (actor_issuer, actor_subject, key, request_sha256, receipt, created_at) "
                    + "values ('nobody', 'nobody', 'a key of nobody', ''::bytea, '{}'::jsonb, now() - interval '1 hour') "
                    + "on conflict (actor_issuer, actor_subject, key) do update set receipt = excluded.receipt",
                    cancellationToken);
            }

            var row = await Foreign.ReadAsync(database, $"select ctid::text from {table} where {Cases[column].Where(scene)} limit 1", cancellationToken);
            var key = await Foreign.ReadAsync(database, Key(table, row), cancellationToken) ?? throw new InvalidOperationException(
                $"No row of {table} is there to be changed.");
            var original = await Foreign.ReadAsync(
                database, $"select format('%L::%s', {name}::text, pg_typeof({name})) from {table} where {key}", cancellationToken);
            await Foreign.WriteAsync(database, $"update {table} set {name} = {foreign} where {key}", cancellationToken);
            return new(
                database,
                $"update {table} set {name} = {original} where "
                    + $"{(column == "work.kind" ? key.Replace("kind = 'Connection'", $"kind = {foreign}", StringComparison.Ordinal) : key)}");
        }

        public async ValueTask DisposeAsync() => await Foreign.WriteAsync(database, restore, CancellationToken.None);

        /// <summary>What names the row whatever happens to it meanwhile.</summary>
        private static string Key(string table, string? row)
        {
            string[] columns = table switch
            {
                "account_grant" => ["account_id", "team_id"],
                "aws_account" => ["account_id"],
                "idempotency" => ["key"],
                "membership" => ["issuer", "subject", "team_id"],
                "person" => ["issuer", "subject"],
                "review_decision" => ["review_id", "issuer", "subject"],
                "work" => ["kind", "id"],
                _ => ["id"],
            };
            return $"select {string.Join(" || ' and ' || ", columns.Select(column => $"format('{column} = %L', {column})"))} from {table} where ctid = '{row}'";
        }
    }
}
