using Amazon.SecurityToken.Model;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>A walk through every operation of the sandbox, with what each refuses and every state that it can show: the wire is judged on the way.</summary>
internal static class Tour
{
    /// <summary>Every asynchronous state lasts this long, so that the tour sees it.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private static readonly SandboxDelays Slow = new()
    {
        LoadBalancerProvisioning = Step,
        TargetInitial = 2 * Step,
        TargetDraining = Step,
        ServicePending = Step,
        ServiceDeleting = Step,
        PrivateDnsVerification = Step,
        EndpointPending = Step,
        EndpointModifying = Step,
        EndpointDeleting = Step,
        DeletedListed = Step,
    };

    private static readonly Lazy<Task<IReadOnlyList<Verdict>>> Once = new(TakeAsync);

    /// <summary>What the judge saw on the tour, which is taken once for all tests.</summary>
    public static Task<IReadOnlyList<Verdict>> Taken => Once.Value;

    private static async Task<IReadOnlyList<Verdict>> TakeAsync()
    {
        await using var sandbox = await TestSandbox.StartAsync(Slow);
        await IdentitiesAsync(sandbox);
        await new NetworkTour(sandbox).TakeAsync();
        await new InterfaceTour(sandbox).TakeAsync();
        await new RouteTour(sandbox).TakeAsync();
        await new LoadBalancerTour(sandbox).TakeAsync();
        await new EndpointTour(sandbox).TakeAsync();
        await new NotificationTour(sandbox).TakeAsync();
        await new HostedZoneTour(sandbox).TakeAsync();
        return sandbox.Judge.Verdicts;
    }

    private static async Task IdentitiesAsync(TestSandbox sandbox)
    {
        var cancel = TestContext.Current.CancellationToken;
        var account = sandbox.Account("storefront-prod");
        var hub = sandbox.Sts("privatelink-portal");
        await hub.GetCallerIdentityAsync(new(), cancel);
        var wrong = new Amazon.Runtime.BasicAWSCredentials(account.AccessKeyId, new string('x', 40));
        await Refused.AsAsync("SignatureDoesNotMatch", () => sandbox.Sts(wrong).GetCallerIdentityAsync(new(), cancel));
        await Refused.AsAsync(
            "InvalidClientTokenId",
            () => sandbox.Sts(new Amazon.Runtime.BasicAWSCredentials("AKIAAAAAAAAAAAAAAAAA", "x")).GetCallerIdentityAsync(new(), cancel));
        await hub.AssumeRoleAsync(Wish(), cancel);
        var other = Wish();
        other.ExternalId = "wrong";
        await Refused.AsAsync("AccessDenied", () => hub.AssumeRoleAsync(other, cancel));
        var longer = Wish();
        longer.DurationSeconds = 43200;
        await Refused.AsAsync("ValidationError", () => hub.AssumeRoleAsync(longer, cancel));
        await DenialsAsync(sandbox, account, cancel);

        AssumeRoleRequest Wish() => new() { RoleArn = account.RoleArn, RoleSessionName = "tour", ExternalId = account.ExternalId };
    }

    private static async Task DenialsAsync(TestSandbox sandbox, SeedAccount account, CancellationToken cancel)
    {
        const string Mark = "Encoded authorization failure message: ";
        var (admin, sts) = ($"arn:aws:iam::{account.AccountId}:user/admin", sandbox.Sts("storefront-prod"));
        sandbox.PutPolicies(admin, """{ "Statement": { "Effect": "Allow", "Action": "sts:*", "Resource": "*" } }""");
        var denied = await Refused.AsAsync("UnauthorizedOperation", () => sandbox.Ec2("storefront-prod").CreateVpcEndpointAsync(
            new() { VpcId = account.Vpc("storefront").VpcId, ServiceName = "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000" }, cancel));
        var encoded = denied.Message[(denied.Message.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..];
        await sts.DecodeAuthorizationMessageAsync(new() { EncodedMessage = encoded }, cancel);
        await Refused.AsAsync(
            "InvalidAuthorizationMessageException", () => sts.DecodeAuthorizationMessageAsync(new() { EncodedMessage = "nothing" }, cancel));
        sandbox.PutPolicies(admin, """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");
    }
}
