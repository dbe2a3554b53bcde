namespace Portal.Web.Api.Contract;

/// <summary>How the portal's work in AWS comes along, and what stands in its way.</summary>
internal static class WorkWords
{
    private const string Time = "2027-03-01T09:30:00.000Z";

    public static IReadOnlyDictionary<string, ApiWord> Words { get; } = new Dictionary<string, ApiWord>
    {
        ["action"] = new("What has to be done.", "Delete unused security groups, or ask AWS for a higher quota"),
        ["attempts"] = new("Each time the call was sent."),
        ["awsRequestId"] = new("AWS's id of the call; none without an answer.", "8f1d2c3b-4a59-4e6f-8071-92a3b4c5d6e7"),
        ["blocked"] = new("What stands in the way until a person acts; none while nothing does, or where you may not see it."),
        ["cause"] = new("What is wrong.", "The subnet has no free address"),
        ["code"] = new("AWS's error code; none where it was not AWS.", "InsufficientFreeAddressesInSubnet"),
        ["AwsQuota.code"] = new("The quota's code in Service Quotas; none where it has none there.", "L-29B6F2EB"),
        ["AwsQuota.name"] = new("The quota's name in Service Quotas.", "Interface VPC endpoints per VPC"),
        ["AwsQuota.service"] = new("The service's code in Service Quotas.", "vpc"),
        ["errorCode"] = new("AWS's error code; none where the call succeeded or nobody answered.", "InvalidSubnetID.NotFound"),
        ["errorMessage"] = new("What AWS said; none where the call succeeded, or you may not see it.", "The subnet ID does not exist"),
        ["generation"] = new(
            "Which try for the same effect it is, from 1: another begins only when the one before is known never to have happened, or its object is gone.", 1),
        ["health"] = new("Whether it can be reached, as far as AWS can tell."),
        ["lastError"] = new("What went wrong last; none while nothing has.", "AWS did not answer in time"),
        ["number"] = new("Which sending of the call it is, from 1.", 1),
        ["observedAt"] = new("When AWS was last looked at; none while it has not been.", Time),
        ["outcome"] = new("What is known of it."),
        ["outcomeText"] = new("The outcome as a newer version of the portal has stored it; none where this one knows it.", "deferred"),
        ["owner"] = new("Whose turn it is."),
        ["quota"] = new("The quota that is used up; none where it is something else. It goes on by itself once there is room."),
        ["repliedAt"] = new("When AWS answered; none while it has not.", Time),
        ["resolution"] = new("How an open outcome was closed; none where the answer told.", "seen"),
        ["resolvedAt"] = new("When the outcome was known; none while it is not.", Time),
        ["resultId"] = new("What AWS made, by its id; none where it made nothing.", "vpce-0a1b2c3d4e5f60718"),
        ["sentAt"] = new("When it was sent.", Time),
        ["since"] = new("Since when; none where it is not known.", Time),
        ["source"] = new("Who says so.", "The load balancer's health checks"),
        ["sync"] = new("How what is compares to what is wanted."),
        ["verdict"] = new("What has come of it."),
        ["waitingFor"] = new("Whose turn it is and for what; none while nobody is waited for."),
        ["wayOut"] = new("Where the action can be taken: on which page of the portal, or where in AWS."),
        ["what"] = new("What is waited for.", "To approve the request"),
        ["who"] = new("Who is waited for."),
    };
}
