namespace Portal.Web.Api.Contract;

/// <summary>What an approver compares, and what people say about a review.</summary>
internal static class ReviewWords
{
    private const string Uuid = "01936f5e-7a10-7c3e-9b2f-4d5e6f708192";

    public static IReadOnlyDictionary<string, ApiWord> Words { get; } = new Dictionary<string, ApiWord>
    {
        ["accountAlias"] = new("What the portal's people call the account; none where you may not know it.", "storefront-prod"),
        ["network"] = new("Where the endpoint is to stand; none where you may not see it, or it is no longer being decided."),
        ["ReviewBackground.listeners"] = new("On what the service listens."),
        ["serviceZoneIds"] = new("The zones in which the service stands.", new[] { "use1-az1", "use1-az2" }),
        ["earlierRounds"] = new("Earlier rounds for the same subject, the newest first; at most 20."),
        ["otherConnections"] = new("The team's other connections to the service that are not over, the newest first; at most 10."),
        ["otherConnectionCount"] = new("How many of those there are; 1,000 stands for more.", 1),
        ["whyNoComment"] = new(
            "Why you cannot comment; none when you can.", "Only the consumer's and the provider's people and network admins comment on this."),
        ["nextReviewId"] = new("Another review that you can decide, the one that has waited longest; none when there is none.", Uuid),
        ["differsIn"] = new("In what it differs from what is asked for, as far as you may know.", new[] { "VPC" }),
        ["DecideManyReviewsInput.reviews"] = new("The reviews, each with the hash of the plan that you were shown; 1 to 50."),
        ["DecideManyReviewsInput.reason"] = new("The same for all; needed for all but an approval.", "The window is closed this week"),
        ["DecisionResult.state"] = new("How the review stands after it; none where it was not decided."),
        ["DecisionResult.whyNot"] = new("Why it was not decided; none where it was.", "You asked for this yourself; somebody else has to decide."),
        ["ShownReview.planHash"] = new(
            "The hash of the plan that you were shown; another one is refused.", "0f3c5a1e9b7d24c68e02f1a5b3d7c9e4608a2b1c7d5e3f9012a4b6c8d0e1f253"),
        ["CommentInput.text"] = new("1 to 2,000 characters.", "Which client is it?"),
        ["ReviewComment.text"] = new("What was said.", "Which client is it?"),
        ["ReviewNetwork.vpc"] = new("The VPC as AWS shows it now; none where there is nothing to look at."),
        ["ReviewNetwork.whyNot"] = new("Why there is nothing to look at; none where there is.", "The consumer's network is not visible to the provider."),
        ["inbound"] = new("What the group lets in."),
        ["InboundRule.protocol"] = new("tcp, udp, icmp, a protocol's number, or -1 for all, as AWS writes them.", "tcp"),
        ["fromPort"] = new("The first port; none where the protocol has no ports.", 443),
        ["toPort"] = new("The last port; none where the protocol has no ports.", 443),
        ["sources"] = new("From where: CIDR blocks, prefix lists, security groups.", new[] { "10.20.0.0/16" }),
    };
}
