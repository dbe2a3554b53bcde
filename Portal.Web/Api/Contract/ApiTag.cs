namespace Portal.Web.Api.Contract;

/// <summary>A chapter of the document.</summary>
internal sealed record ApiTag(string Name, string Text)
{
    public static IReadOnlyList<ApiTag> All { get; } =
    [
        new("Accounts", "Who you are, and the AWS accounts that you can publish or connect from."),
        new("Services", "What providers publish: find, publish, change, withdraw."),
        new("Unclaimed endpoints", "Endpoints on your services, or of your accounts, that nobody asked the portal for."),
        new("Connections", "One consumer VPC's link to one service, from the request to the deletion."),
        new("Reviews", "What waits for somebody's decision, and deciding on it."),
        new("Customers", "Connections that a provider opens for one customer, another company, who does their part by a link."),
        new("Teams and people", "Who is in which team, as what, and what gives it to them."),
        new("History", "What happened, who did it, and whether the history is whole."),
    ];

    /// <param name="path">The operation's, for example <c>api/v1/services/{id}</c>.</param>
    public static ApiTag Of(string path) => All[path.Split('/')[2] switch
    {
        _ when path.Contains("customer-connections", StringComparison.Ordinal) => 5,
        "services" => 1,
        "arrivals" => 2,
        "connections" => 3,
        "reviews" => 4,
        "teams" or "people" or "invitations" or "group-rules" => 6,
        "events" or "audit" => 7,
        _ => 0,
    }];
}
