namespace Portal.Web.Glossary;

/// <summary>The words of the portal, in the order in which one meets them.</summary>
internal static class Terms
{
    public static IReadOnlyList<Term> All { get; } =
    [
        new(
            "service", "Service",
            "What a provider publishes: an internal Network Load Balancer, its target groups and listeners, and the VPC endpoint service "
                + "over them. Consumers reach it by PrivateLink; nothing of the provider's network is reachable besides."),
        new(
            "connection", "Connection",
            "One consumer VPC's link to one service, from the request to its deletion: the interface endpoint and its acceptance. Traffic "
                + "goes one way, from the consumer to the service, and overlapping address ranges do not matter."),
        new(
            "endpoint", "Interface endpoint",
            "What AWS puts into the consumer's VPC: a network interface with a private address in each chosen subnet. AWS bills it by the "
                + "hour, whether or not it is accepted."),
        new(
            "zone", "Zone",
            "An Availability Zone, by its id (use1-az1): names such as us-east-1a mean different zones in different accounts. An endpoint "
                + "can only be in zones that the service is in; two zones keep a connection alive when one of them fails."),
        new(
            "principal", "Principal",
            "Who may create an endpoint to a service at all: an account, a role or a user, by its ARN. The portal allows exactly those "
                + "that have an approved connection, and takes them off when nobody needs them any more."),
        new(
            "acceptance", "Acceptance",
            "The provider's yes to one endpoint. Services of the portal always require it, and the portal accepts only the endpoint of an "
                + "approved connection."),
        new(
            "cross-zone", "Cross-zone load balancing",
            "Whether a zone's load balancer address forwards to targets of other zones, too. Without it, a zone without a healthy target "
                + "serves nobody."),
        new(
            "private-dns", "Private DNS",
            "A name of the provider's own that leads to the endpoint inside the consumer's VPC. The provider proves by a TXT record that "
                + "it is theirs."),
        new(
            "managed", "Managed account",
            "One into which the portal gets by a role: it does all the work there."),
        new(
            "self-managed", "Self-managed account",
            "One without such a role, often another company's: the portal shows what to create, and accepts exactly the endpoint whose id "
                + "is entered."),
        new(
            "review", "Review",
            "One round of approval, bound to the plan hash: whoever approves approves exactly these effects. A changed request begins a "
                + "new round."),
        new(
            "effects", "Effects",
            "Everything that a request will cause in AWS. Nothing else is ever done for it."),
        new(
            "plan", "Plan",
            "What must still happen so that what is equals what is wanted."),
        new(
            "blocked", "Blocked",
            "No step can go on until a person acts; the page says who, and what to do."),
        new(
            "differs", "Difference",
            "Something that others have changed in AWS: it is repaired, adopted, ignored for a while, or only shown."),
        new(
            "cut-off", "Cut off",
            "The provider or a network admin has rejected the endpoint at once, with a reason. It can be restored until the undo window "
                + "ends; the endpoint stays and is billed until the consumer deletes it."),
        new(
            "unclaimed", "Unclaimed endpoint",
            "An endpoint that knocks on a service and belongs to no connection: a person gives it to one, takes it over, or rejects it."),
        new(
            "draining", "Draining",
            "The service takes no new connections and is withdrawn at a known time; those that stand work until then."),
        new(
            "scope", "Scope",
            "One account in one region: the unit in which the portal reads AWS and keeps its budget of calls."),
    ];
}
