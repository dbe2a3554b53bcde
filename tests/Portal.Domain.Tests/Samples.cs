using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests;

/// <summary>A provider, a consumer and what they want, as the tests use them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero);

    public static readonly Guid ProviderTeam = Guid.Parse("019683a0-0000-7000-8000-000000000001");

    public static readonly Guid ConsumerTeam = Guid.Parse("019683a0-0000-7000-8000-000000000002");

    public static readonly Guid ServiceId = Guid.Parse("019683a0-0000-7000-8000-000000000003");

    public static readonly Guid ReviewId = Guid.Parse("019683a0-0000-7000-8000-000000000004");

    public static Actor Person(string subject, params Membership[] memberships) => new("https://id.example", subject, subject, memberships, []);

    public static Actor Consumer(string subject = "carla") => Person(subject, new Membership(ConsumerTeam, [TeamRole.Consumer]));

    public static Actor Provider(string subject = "pedro") => Person(subject, new Membership(ProviderTeam, [TeamRole.Provider]));

    public static Actor NetworkAdmin(string subject = "nadia") => Person(subject) with { PortalRoles = [PortalRole.NetworkAdmin] };

    public static ConnectionSpec ConnectionSpec() => new(
        ServiceId, "111111111111", "us-east-1", "222222222222", "us-east-1", "vpc-0a1b2c3d4e5f60718",
        [new("subnet-0aaaaaaaaaaaaaaa1", "use1-az1"), new("subnet-0aaaaaaaaaaaaaaa2", "use1-az2", "10.20.2.17")],
        ["sg-0bbbbbbbbbbbbbbb1", "sg-0bbbbbbbbbbbbbbb2"], PrivateDns: true, EndsAt: Now.AddDays(90));

    /// <summary>The same, from an account that its owner manages and has told nothing about.</summary>
    public static ConnectionSpec SelfManagedSpec() =>
        ConnectionSpec() with { VpcId = null, Subnets = [], SecurityGroupIds = [], PrivateDns = false, SelfManaged = true };

    public static Connection Connection(ConnectionSpec? spec = null) => Domain.Connections.Connection.Request(
        ConsumerTeam, ProviderTeam, new ConnectionDraft(spec ?? ConnectionSpec(), "Billing reads the ledger", new Dictionary<string, string>(), null),
        Consumer(), Now);

    public static EndpointServiceSpec ServiceSpec() => new(
        "111111111111", "us-east-1", "vpc-0f1e2d3c4b5a69788",
        [new("subnet-0ccccccccccccccc1", "use1-az1"), new("subnet-0ccccccccccccccc2", "use1-az2")],
        [
            new("TCP", 443, new("TCP", 8443, new("HTTPS", 9000, "/ready", 10), [new(TargetKind.Ip, "10.9.1.10"), new(TargetKind.Ip, "10.9.2.10", 8444)])),
            new("TCP_UDP", 53, new("TCP_UDP", 53, null, [new(TargetKind.Ip, "172.16.0.53", null, "all")])),
        ],
        "ledger.example.com");

    public static EndpointServiceDraft ServiceDraft() => new(
        "Ledger", "Reads of the ledger", ServiceSpec(), Audience.All, Audience.Nobody, new Dictionary<string, string>(), null);

    public static EndpointService Service() => EndpointService.Publish(ProviderTeam, ServiceDraft(), Now);
}
