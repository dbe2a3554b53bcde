using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

/// <summary>What a consumer is told of private DNS before the request.</summary>
public sealed class PrivateDnsCheckTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const string Name = "api.payments.example.com";

    [Fact]
    public async Task A_service_without_a_name_cannot_be_asked_for_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);

        Assert.Contains("has no private DNS name", await RefusedAsync(world, service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unproven_name_can_be_asked_for_and_the_preview_says_what_becomes_of_it()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world, isProven: false);

        var dns = (await PreviewAsync(world, service)).PrivateDns!;

        Assert.Equal((Name, PrivateDnsNameState.Failed, true), (dns.Name, dns.State, dns.HostedZonesChecked));
        var note = Assert.Single(dns.Notes);
        Assert.Equal(("notVerified", false), (note.Kind, note.IsRefusal));
        Assert.Contains("switched on by itself", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proven_name_that_nobody_has_in_the_VPC_comes_without_notes()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);

        var dns = (await PreviewAsync(world, service)).PrivateDns!;

        Assert.Equal((PrivateDnsNameState.Verified, true), (dns.State, dns.HostedZonesChecked));
        Assert.Empty(dns.Notes);
        Assert.Null((await world.Get<ConnectionCommands>().PreviewAsync(world.Cast.Chen, Inputs.Checkout(world.Seed, service), Cancel)).PrivateDns);
    }

    [Fact]
    public async Task Another_endpoint_with_the_name_is_named_before_the_request()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        var first = await world.ConnectedAsync(service, Cancel, Wish(world, service));
        var endpoint = (await world.ConnectionAsync(first, Cancel)).VpcEndpointId!;

        Assert.Contains(endpoint, await RefusedAsync(world, service), StringComparison.Ordinal);
        var without = await world.Get<ConnectionCommands>().PreviewAsync(world.Cast.Chen, Inputs.Checkout(world.Seed, service), Cancel);
        Assert.NotEmpty(without.Steps);
    }

    [Fact]
    public async Task A_private_hosted_zone_of_the_name_is_named_before_the_request_and_a_wider_one_is_a_note()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        var vpc = Wish(world, service).VpcId!;
        await world.Aws.PutHostedZoneAsync(vpc, "payments.example.com", Cancel);
        Assert.Equal(["zoneAbove"], (await PreviewAsync(world, service)).PrivateDns!.Notes.Select(note => note.Kind));

        await world.Aws.PutHostedZoneAsync(vpc, Name, Cancel);
        Assert.Contains($"The private hosted zone {Name}", await RefusedAsync(world, service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_read_hosted_zones_is_said_and_is_no_error()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        await world.Aws.PutHostedZoneAsync(Wish(world, service).VpcId!, Name, Cancel);
        await world.Aws.FaultAsync(
            new { kind = "error", code = "AccessDenied", message = "not authorized to perform: route53:ListHostedZonesByVPC", status = 403 }, Cancel,
            "ListHostedZonesByVPC");

        var dns = (await PreviewAsync(world, service)).PrivateDns!;

        Assert.False(dns.HostedZonesChecked);
        var note = Assert.Single(dns.Notes);
        Assert.Equal(("zonesNotChecked", false), (note.Kind, note.IsRefusal));
        Assert.Contains("the portal's role in the account may not do route53:ListHostedZonesByVPC", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Route_53_that_does_not_answer_keeps_nobody_waiting_and_closes_no_account()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        await world.Aws.FaultAsync(new { kind = "latency", seconds = 60 }, Cancel, "ListHostedZonesByVPC");
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var dns = (await PreviewAsync(world, service)).PrivateDns!;

        Assert.Equal(["zonesNotChecked"], dns.Notes.Select(note => note.Kind));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
        var id = await world.ConnectedAsync(service, Cancel, Wish(world, service));
        Assert.NotNull((await world.ConnectionAsync(id, Cancel)).VpcEndpointId);
    }

    [Fact]
    public async Task A_live_connection_that_asks_for_it_is_told_the_same_and_is_no_conflict_to_itself()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        var vpc = Wish(world, service).VpcId!;
        var id = await world.ConnectedAsync(service, Cancel);
        await world.Aws.PutHostedZoneAsync(vpc, Name, Cancel);
        var change = new ChangeConnectionInput(PrivateDns: true);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => world.Get<ChangeConnectionCommands>().PreviewAsync(world.Cast.Chen, id, change, Cancel));

        Assert.Contains($"The private hosted zone {Name}", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        await world.Aws.DeleteHostedZoneAsync(vpc, Name, Cancel);
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(
            new() { VpcEndpointId = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId, PrivateDnsEnabled = true }, Cancel);
        await world.Get<ChangeConnectionCommands>().PreviewAsync(world.Cast.Chen, id, change, Cancel);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_VPC_that_resolves_no_names_is_said_before_the_request(bool support, bool hostnames)
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        await world.Aws.PutVpcAsync(Wish(world, service).VpcId!, support, hostnames, Cancel);

        Assert.Contains("enableDnsSupport and enableDnsHostnames", await RefusedAsync(world, service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_name_can_work_is_asked_at_the_pace_of_forms_and_who_comes_too_late_is_told_when_to_come_again()
    {
        await using var world = await StartAsync();
        var service = await world.ServiceAsync(await NamedAsync(world), Cancel);
        var wish = Wish(world, service.Id);
        AwsScope scope = new(wish.AccountId!, wish.Region!);
        var forms = await FullAsync(world, scope);
        var check = new PrivateDnsCheck(
            world.Get<IDbContextFactory<PortalDbContext>>(), world.Get<EndpointGateway>(), world.Get<HostedZoneGateway>(), forms);
        var before = (await world.Aws.LedgerAsync(Cancel)).Count;

        var refused = await Assert.ThrowsAsync<AwsCallException>(() => check.OfAsync(service, Name, scope, wish.VpcId!, Cancel));

        Assert.Equal(RetryClass.Throttled, refused.Failure.Class);
        Assert.Equal(before, (await world.Aws.LedgerAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Whose_an_endpoint_is_is_asked_at_the_pace_of_forms_and_found_out_later_where_the_line_is_long()
    {
        await using var world = await StartAsync();
        var id = await world.AwaitedAsync(await world.PublishedAsync(Cancel), Cancel);
        var connection = await world.ConnectionAsync(id, Cancel);
        var registered = new RegisteredEndpoints(world.Get<EndpointServiceGateway>(), await FullAsync(world, connection.Spec.ProviderScope));
        await using var context = world.Open();
        var before = (await world.Aws.LedgerAsync(Cancel)).Count;

        await registered.CheckOwnerAsync(context, connection, "vpce-0123456789abcdef0", Cancel);

        Assert.Equal(before, (await world.Aws.LedgerAsync(Cancel)).Count);
    }

    /// <summary>So many forms are being checked there that nobody's turn comes soon.</summary>
    private static async Task<FormReads> FullAsync(PortalWorld world, AwsScope scope)
    {
        var rates = new AwsOptions { RequestRates = [new([FormReads.Action], 1, 0.1)] };
        var forms = new FormReads(new RequestBudget(Options.Create(rates), world.Clock), world.Clock);
        await forms.TakeTurnAsync(scope, Cancel);
        return forms;
    }

    private static RequestConnectionInput Wish(PortalWorld world, Guid service) => Inputs.Checkout(world.Seed, service) with { PrivateDns = true };

    private static Task<ConnectionPreview> PreviewAsync(PortalWorld world, Guid service) =>
        world.Get<ConnectionCommands>().PreviewAsync(world.Cast.Chen, Wish(world, service), Cancel);

    /// <summary>What is said beside the field, by preview and request alike.</summary>
    private static async Task<string> RefusedAsync(PortalWorld world, Guid service)
    {
        var preview = await Assert.ThrowsAsync<InvalidInputException>(() => PreviewAsync(world, service));
        var request = await Assert.ThrowsAsync<InvalidInputException>(
            () => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, Wish(world, service), null, Cancel));
        Assert.Equal(preview.Errors, request.Errors);
        var error = Assert.Single(preview.Errors);
        Assert.Equal("privateDns", error.Field);
        return error.Message;
    }

    private static async Task<Guid> NamedAsync(PortalWorld world, bool isProven = true)
    {
        var services = world.Get<EndpointServiceCommands>();
        var id = (await services.PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = Name }, null, Cancel)).Id;
        await world.SettleAsync(Cancel);
        if (isProven)
        {
            var record = (await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, id, Cancel)).PrivateDns!.Record!;
            await world.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
            await services.VerifyPrivateDnsAsync(world.Cast.Priya, id, null, Cancel);
            await world.SettleAsync(Cancel);
        }

        return id;
    }
}
