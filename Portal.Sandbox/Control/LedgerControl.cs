using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Ledgers;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Control;

/// <summary>Shows the ledger as JSON lines, filtered.</summary>
internal sealed class LedgerControl(Ledger ledger)
{
    private static readonly Dictionary<string, Func<LedgerEntry, string?>> Texts = new(StringComparer.Ordinal)
    {
        ["account"] = call => call.Account,
        ["action"] = call => call.Action,
        ["region"] = call => call.Region,
        ["service"] = call => call.Service,
        ["principal"] = call => call.Principal,
        ["status"] = call => call.Status.ToString(CultureInfo.InvariantCulture),
        ["error"] = call => call.ErrorCode,
        ["requestId"] = call => call.RequestId,
    };

    private static readonly string[] Numbers = ["since", "until", "limit"];

    public void Map(IEndpointRouteBuilder routes) => routes.Map("/ledger", HttpMethods.Get, WriteAsync);

    private async Task WriteAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var numbers = new Dictionary<string, long>();
        var problems = query.Keys.Where(name => !Texts.ContainsKey(name) && !Numbers.Contains(name))
            .Select(name => $"{name}: not a filter; there are {string.Join(", ", Texts.Keys.Concat(Numbers))}").ToList();
        foreach (var name in Numbers.Where(name => query[name] is [{ Length: > 0 }]))
        {
            if (!long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problems.Add(name == "limit" ? "limit: how many calls at most, 0 or more" : $"{name}: a sequence number, 0 or more");
            }

            numbers[name] = number;
        }

        if (problems.Count > 0)
        {
            await context.RefuseAsync(problems);
            return;
        }

        var filters = Texts.Where(filter => query[filter.Key] is [{ Length: > 0 }])
            .Select(filter => (filter.Value, Pattern: (string)query[filter.Key]!)).ToList();
        var calls = ledger.Since(numbers.GetValueOrDefault("since"))
            .TakeWhile(call => !numbers.TryGetValue("until", out var until) || call.Seq <= until)
            .Where(call => filters.All(filter => filter.Value(call) is { } value && Glob.Matches(filter.Pattern, value)));
        await WriteAsync(context, numbers.TryGetValue("limit", out var limit) ? calls.Take((int)Math.Min(limit, int.MaxValue)) : calls);
    }

    private static async Task WriteAsync(HttpContext context, IEnumerable<LedgerEntry> calls)
    {
        context.Response.ContentType = "application/x-ndjson";
        foreach (var call in calls)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, call, SandboxJson.Options, context.RequestAborted);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        }
    }
}
