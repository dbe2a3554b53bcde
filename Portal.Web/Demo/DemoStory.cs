using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;
using Portal.Sandbox.Seeding;

namespace Portal.Web.Demo;

/// <summary>Lets the demo's people do once what a visitor finds done: publish three services, connect to one of them and ask for another.</summary>
internal sealed partial class DemoStory(
    SandboxSeed sandbox, IDbContextFactory<PortalDbContext> contexts, Identities identities, ChangeFeed feed,
    EndpointServiceCommands services, ConnectionCommands connections, ReviewCommands reviews, TimeProvider clock, ILogger<DemoStory> logger) : BackgroundService
{
    private const string PaymentsApi = "demo:payments-api";
    private const string Ledger = "demo:ledger";
    private const string Database = "demo:quarry-postgres";
    private const string Checkout = "demo:checkout";
    private const string Reporting = "demo:reporting";

    private static readonly TimeSpan CheckAgainAfter = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TellAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has not happened yet happens at the next start.
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // A visitor can do without the story; the next start goes on with it.
            Log.Failed(logger, failed);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await PublishAsync("priya", PaymentsApi, DemoServices.PaymentsApi(sandbox), cancellationToken);
        await PublishAsync("viktor", Database, DemoServices.Database(sandbox), cancellationToken);
        await PublishAsync("priya", Ledger, DemoServices.Ledger(sandbox), cancellationToken);

        var payments = await AvailableAsync(PaymentsApi, cancellationToken);
        if (await RequestAsync("chen", Checkout, DemoServices.Checkout(sandbox, payments), cancellationToken) is { } checkout)
        {
            await ApproveAsync("nora", checkout, cancellationToken);
            await ApproveAsync("priya", checkout, cancellationToken);
        }

        var database = await AvailableAsync(Database, cancellationToken);
        await RequestAsync("amara", Reporting, DemoServices.Reporting(sandbox, database), cancellationToken);
        Log.Told(logger);
    }

    private async Task PublishAsync(string subject, string reference, PublishServiceInput input, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.EndpointServices.AnyAsync(service => service.ExternalReference == reference, cancellationToken))
        {
            await services.PublishAsync(await ActorAsync(subject, cancellationToken), input with { ExternalReference = reference }, null, cancellationToken);
        }
    }

    /// <returns>The review to decide, unless the visitor or an earlier start has taken it further.</returns>
    private async Task<Guid?> RequestAsync(string subject, string reference, RequestConnectionInput input, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Connections.AnyAsync(connection => connection.ExternalReference == reference, cancellationToken))
        {
            await connections.RequestAsync(await ActorAsync(subject, cancellationToken), input with { ExternalReference = reference }, null, cancellationToken);
        }

        return await context.Connections.Where(connection => connection.ExternalReference == reference)
            .Select(connection => connection.ReviewId).SingleAsync(cancellationToken);
    }

    private async Task ApproveAsync(string subject, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await context.Reviews.AsNoTracking().SingleAsync(review => review.Id == reviewId, cancellationToken);
        var actor = await ActorAsync(subject, cancellationToken);
        if (review.WhyNot(actor, await ReviewAuthors.OfAsync(context, review.SubjectId, cancellationToken)) is null)
        {
            await reviews.DecideAsync(actor, reviewId, new("approve", null, review.PlanHash), null, cancellationToken);
        }
    }

    private async Task<Guid> AvailableAsync(string reference, CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe(ChangeTags.Everything);
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.ExternalReference == reference, cancellationToken);
            if (service.Stage is not EndpointServiceStage.Publishing)
            {
                return service.Id;
            }

            using var again = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(subscription.WaitAsync(again.Token), Task.Delay(CheckAgainAfter, clock, again.Token));
            await again.CancelAsync();
        }
    }

    private async Task<Actor> ActorAsync(string subject, CancellationToken cancellationToken) =>
        await identities.OfPersonAsync(Persona.Issuer, subject, cancellationToken) ?? throw new InvalidOperationException($"The persona {subject} is missing.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The demo's story could not be told to its end; the next start goes on with it")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "The demo is set up")]
        public static partial void Told(ILogger logger);
    }
}
