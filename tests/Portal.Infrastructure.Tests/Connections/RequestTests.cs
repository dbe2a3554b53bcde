using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

public sealed class RequestTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Everything_that_is_wrong_with_the_form_is_said_at_once_beside_its_field_and_nothing_is_stored()
    {
        await using var world = await StartAsync();
        var before = await StoredAsync(world);
        var input = new RequestConnectionInput(
            Guid.CreateVersion7(), "31000000000x", "us", "vpc", [new("subnet", "10.20.0"), null], ["sg", "sg-0123456789abcdef0", "sg-0123456789abcdef0"],
            null, " ", world.Clock.GetUtcNow().AddMinutes(-1), new Dictionary<string, string?> { ["privatelink-portal:operation"] = "mine" },
            new string('x', 201));

        var fields = await WrongFieldsAsync(() => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, input, null, Cancel));

        Assert.Equal(
            new[]
            {
                "serviceId", "accountId", "region", "vpcId", "subnets[0].subnetId", "subnets[0].ipv4", "subnets[1].subnetId", "securityGroupIds[0]",
                "securityGroupIds[2]",
                "justification", "endsAt", "tags.privatelink-portal:operation", "externalReference",
            }.Order(StringComparer.Ordinal),
            fields);
        Assert.Equal(before, await StoredAsync(world));
    }

    [Fact]
    public async Task Nothing_entered_at_all_is_said_field_by_field()
    {
        await using var world = await StartAsync();
        var nothing = new RequestConnectionInput(null, null, null, null, null, null, null, null, null, null, null);
        Assert.Equal(["accountId", "justification", "region", "securityGroupIds", "serviceId", "subnets", "vpcId"],
            await WrongFieldsAsync(() => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, nothing, null, Cancel)));
    }

    [Fact]
    public async Task What_does_not_fit_vpc_and_service_is_said_beside_its_field()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var before = await StoredAsync(world);
        var storefront = world.Seed.Account("storefront-prod").Vpc("storefront");
        var other = world.Seed.Account("storefront-staging").Vpc("storefront-staging");
        string Subnet(string name) => storefront.Subnets.Single(subnet => subnet.Name == name).SubnetId;
        var input = Inputs.Checkout(world.Seed, service) with
        {
            Subnets = [new(Subnet("storefront-app-az1"), "10.20.0.3"), new(Subnet("storefront-batch-az1"), null), new(
                Subnet("storefront-app-az2"), "10.20.0.50"), new(other.Subnets[0].SubnetId, null)],
            SecurityGroupIds = [other.SecurityGroups[0].GroupId],
            PrivateDns = true,
        };

        var fields = await WrongFieldsAsync(() => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, input, null, Cancel));

        Assert.Equal(["privateDns", "securityGroupIds[0]", "subnets[0].ipv4", "subnets[1].subnetId", "subnets[2].ipv4", "subnets[3].subnetId"], fields);
        Assert.Equal(before, await StoredAsync(world));
    }

    [Fact]
    public async Task A_subnet_in_a_zone_that_the_service_is_not_in_is_refused_with_the_zones_it_is_in()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var input = Inputs.Connection(world.Seed, service, "analytics-prod", "analytics", ["analytics-jobs-az6"], "data-clients");

        var refused = await Assert.ThrowsAsync<Domain.InvalidInputException>(
            () => world.Get<ConnectionCommands>().RequestAsync(world.Cast.Amara, input, null, Cancel));

        var error = Assert.Single(refused.Errors);
        Assert.Equal("subnets[0].subnetId", error.Field);
        Assert.Contains("use1-az1, use1-az2, use1-az4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_unknown_hidden_or_takes_nobody_and_an_account_of_others_are_refused()
    {
        await using var world = await StartAsync();
        var hidden = await world.StoreServiceAsync(Cancel, "Hidden", new Audience(false, [world.Cast.Analytics.Id], []));
        var commands = world.Get<ConnectionCommands>();
        async Task<IReadOnlyList<string>> WrongAsync(Guid service, Domain.Accounts.Actor by) =>
            await WrongFieldsAsync(() => commands.RequestAsync(by, Inputs.Checkout(world.Seed, service), null, Cancel));

        Assert.Equal(["serviceId"], await WrongAsync(Guid.CreateVersion7(), world.Cast.Chen));
        Assert.Equal(["serviceId"], await WrongAsync(hidden, world.Cast.Chen));
        Assert.Equal(["accountId"], await WrongAsync(hidden, world.Cast.Amara));
        Assert.Equal(["accountId", "serviceId"], await WrongAsync(hidden, world.Cast.Stranger));
        Assert.Equal(["accountId"], await WrongAsync(hidden, world.Cast.Nora));
        var open = await world.StoreServiceAsync(Cancel);
        await world.Get<Infrastructure.EndpointServices.EndpointServiceCommands>()
            .WithdrawAsync(world.Cast.Priya, open, null, new("P1D", null, null), null, Cancel);
        Assert.Equal(["serviceId"], await WrongAsync(open, world.Cast.Chen));
    }

    [Fact]
    public async Task An_account_grant_lets_another_team_ask_from_the_vpcs_that_it_names()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var input = Inputs.Checkout(world.Seed, service);
        await using (var context = world.Open())
        {
            context.AccountGrants.Add(new(input.AccountId!, world.Cast.Analytics.Id, ["vpc-0123456789abcdef0"]));
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(["accountId"], await WrongFieldsAsync(() => world.RequestAsync(service, Cancel, input, world.Cast.Amara)));
        await using (var context = world.Open())
        {
            context.AccountGrants.RemoveRange(context.AccountGrants);
            await context.SaveChangesAsync(Cancel);
            context.ChangeTracker.Clear();
            context.AccountGrants.Add(new(input.AccountId!, world.Cast.Analytics.Id, [input.VpcId!]));
            await context.SaveChangesAsync(Cancel);
        }

        var id = await world.RequestAsync(service, Cancel, input, world.Cast.Amara);
        Assert.Equal(world.Cast.Analytics.Id, (await world.ConnectionAsync(id, Cancel)).ConsumerTeamId);
    }

    [Fact]
    public async Task A_preview_tells_effects_and_approvers_and_stores_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var before = await StoredAsync(world);

        var preview = await world.Get<ConnectionCommands>().PreviewAsync(world.Cast.Chen, Inputs.Checkout(world.Seed, service), Cancel);

        Assert.Equal(before, await StoredAsync(world));
        Assert.Equal(["Network admins", "Providers of Payments API"], preview.Approvals);
        var id = await world.RequestAsync(service, Cancel);
        Assert.Equal(preview.PlanHash, (await world.ReviewAsync(id, Cancel)).PlanHash);
    }

    [Fact]
    public async Task The_other_side_sees_the_connection_without_the_consumers_network_and_third_parties_see_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        var queries = world.Get<ConnectionQueries>();

        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Nora, world.Cast.Tomas })
        {
            var full = await queries.GetAsync(reader, id, Cancel);
            Assert.Equal((2, 1), (full.Subnets!.Count, full.SecurityGroupIds!.Count));
            Assert.NotNull(full.VpcId);
        }

        var provider = await queries.GetAsync(world.Cast.Priya, id, Cancel);
        Assert.Equal((null, null, null, null), (provider.VpcId, provider.Subnets, provider.SecurityGroupIds, provider.Tags));
        foreach (var outsider in new[] { world.Cast.Amara, world.Cast.Viktor, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(outsider, id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.PlanAsync(outsider, id, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.Get<ConnectionCommands>().DeleteAsync(outsider, id, null, null, Cancel));
            Assert.Empty((await queries.ListAsync(outsider, null, null, null, Cancel)).Items);
        }

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ConnectionCommands>().DeleteAsync(world.Cast.Priya, id, null, null, Cancel));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ConnectionCommands>().RetryAsync(world.Cast.Tomas, id, null, Cancel));
        Assert.Equal(ConnectionStage.AwaitingApproval, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task Ends_are_kept_as_they_are_hashed_however_finely_they_were_given()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var end = new DateTimeOffset(2125, 1, 1, 0, 0, 0, 123, TimeSpan.FromHours(2)).AddTicks(4_567);
        var id = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = end });
        Assert.Equal(end.AddTicks(-4_567), (await world.ConnectionAsync(id, Cancel)).EndsAt);

        await world.Get<ConnectionCommands>().RenewAsync(world.Cast.Chen, id, new(end.AddYears(1)), null, Cancel);
        await world.ApproveAsync(id, Cancel);

        var renewed = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((end.AddYears(1).AddTicks(-4_567), renewed.ApprovedPlanHash), (renewed.EndsAt, renewed.Effects.PlanHash));
    }

    [Fact]
    public async Task The_provider_does_not_read_what_aws_said_in_the_consumers_account()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await using (var context = world.Open())
        {
            var work = await context.Work.SingleAsync(work => work.Id == id, Cancel);
            work.Conditions = WorkConditions.Unknown with
            {
                WaitingFor = new(
                Party.Aws, "eni-0a is still in use; the portal tries again by itself"),
                LastError = "eni-0a is still in use."
            };
            await context.SaveChangesAsync(Cancel);
        }

        var queries = world.Get<ConnectionQueries>();
        async Task<string> ShownAsync(Domain.Accounts.Actor reader) =>
            System.Text.Json.JsonSerializer.Serialize(await queries.GetAsync(reader, id, Cancel)) + System.Text.Json.JsonSerializer.Serialize(
                await queries.PlanAsync(reader, id, Cancel));
        Assert.Contains("eni-0a", await ShownAsync(world.Cast.Chen), StringComparison.Ordinal);
        Assert.DoesNotContain("eni-0a", await ShownAsync(world.Cast.Priya), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_aws_said_in_an_account_is_read_by_the_side_whose_account_it_is()
    {
        await using var world = await StartAsync();
        var id = await world.ApprovedAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await RefuseAsync(world, id, "endpoint.create", "subnet-0a is full");
        await RefuseAsync(world, id, "connection.accept", "arn:aws:iam::1:role/provider may not");

        async Task<IEnumerable<string>> HeardAsync(Domain.Accounts.Actor reader) =>
            (await world.Get<ConnectionQueries>().OperationsAsync(reader, id, Cancel)).SelectMany(operation => operation.Attempts)
                .Select(attempt => attempt.ErrorMessage).OfType<string>();
        Assert.Equal(["subnet-0a is full"], await HeardAsync(world.Cast.Chen));
        Assert.Equal(["arn:aws:iam::1:role/provider may not"], await HeardAsync(world.Cast.Priya));
        Assert.Equal(2, (await HeardAsync(world.Cast.Nora)).Count());
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => HeardAsync(world.Cast.Viktor));
    }

    private static async Task RefuseAsync(PortalWorld world, Guid id, string step, string message)
    {
        await using var context = world.Open();
        var operation = new OperationRow
        {
            Id = Guid.CreateVersion7(),
            Kind = SubjectKind.Connection,
            AggregateId = id,
            StepKey = step,
            Generation = 1,
            AccountId = "1",
            Region = "us-east-1",
            Request = [],
            PlanHash = "",
            CreatedAt = world.Clock.GetUtcNow(),
        };
        context.Operations.Add(operation);
        context.Attempts.Add(
            new()
            {
                Id = Guid.CreateVersion7(),
                OperationId = operation.Id,
                Number = 1,
                Fence = 1,
                Worker = "test",
                Outcome = AttemptOutcome.Refused,
                ErrorMessage = message,
                SentAt = world.Clock.GetUtcNow()
            });
        await context.SaveChangesAsync(Cancel);
    }

    [Fact]
    public async Task The_plan_keeps_the_consumers_network_from_the_provider_too()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        var spec = (await world.ConnectionAsync(id, Cancel)).Spec;

        var shown = System.Text.Json.JsonSerializer.Serialize(await world.Get<ConnectionQueries>().PlanAsync(world.Cast.Priya, id, Cancel))
            + System.Text.Json.JsonSerializer.Serialize(
                await world.Get<Infrastructure.Reviews.ReviewQueries>().GetAsync(world.Cast.Priya, (await world.ReviewAsync(id, Cancel)).Id, Cancel));

        Assert.DoesNotContain(spec.VpcId!, shown, StringComparison.Ordinal);
        Assert.All(spec.Subnets, subnet => Assert.DoesNotContain(subnet.SubnetId, shown, StringComparison.Ordinal));
        Assert.All(spec.SecurityGroupIds, group => Assert.DoesNotContain(group, shown, StringComparison.Ordinal));
    }
}
