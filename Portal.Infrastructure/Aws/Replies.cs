using Amazon.EC2.Model;
using Amazon.Runtime;

namespace Portal.Infrastructure.Aws;

/// <summary>What every reply of AWS's has to have before anything is concluded from it.</summary>
internal static class Replies
{
    // A proxy's page with status 200 parses as a reply in which everything is absent; only AWS's own replies carry a request id.
    public static T Checked<T>(T reply)
        where T : AmazonWebServiceResponse =>
        string.IsNullOrEmpty(reply.ResponseMetadata?.RequestId)
            ? throw new UnreadableReplyException($"What came back as {typeof(T).Name} carries no AWS request id, so something else than AWS answered.")
            : reply;

    /// <summary>Reads all pages.</summary>
    public static async Task<List<TItem>> AllAsync<TReply, TItem>(
        IAsyncEnumerable<TReply> pages, Func<TReply, IEnumerable<TItem>?> items, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        List<TItem> all = [];
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // The SDK leaves absent lists null.
            all.AddRange(items(Checked(page)) ?? []);
        }

        return all;
    }

    public static Filter Where(string name, params IEnumerable<string> values) => new(name, [.. values]);

    public static Filter Tagged(string key, Guid id) => Where($"tag:{key}", id.ToString());

    public static string? Tag(List<Tag>? tags, string key) => tags?.Find(tag => tag.Key == key)?.Value;

    public static Guid? GuidTag(List<Tag>? tags, string key) => Guid.TryParse(Tag(tags, key), out var id) ? id : null;

    public static IReadOnlyList<Domain.Networking.DnsEntry> Names(List<DnsEntry>? entries) =>
        [.. (entries ?? []).Where(entry => !string.IsNullOrEmpty(entry.DnsName))
            .Select(entry => new Domain.Networking.DnsEntry(entry.DnsName, Text(entry.HostedZoneId)))];

    public static IReadOnlyDictionary<string, string> AllTags(List<Tag>? tags) =>
        (tags ?? []).DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key ?? "", tag => tag.Value ?? "", StringComparer.Ordinal);

    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static DateTimeOffset? Time(DateTime? time) => time is { } value ? new DateTimeOffset(value.ToUniversalTime()) : null;
}
