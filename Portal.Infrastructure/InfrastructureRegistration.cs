using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Customers;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Lists;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Recovery;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Search;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure;

/// <summary>Sets up storage, commands, queries and the way to AWS.</summary>
public static class InfrastructureRegistration
{
    /// <param name="connectionString">A database that the migrations have been applied to.</param>
    /// <param name="server">The version of its server.</param>
    public static IServiceCollection AddPortalInfrastructure(
        this IServiceCollection services, string connectionString, InstallationId installation, Version? server = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(installation);
        services.AddSingleton(_ => NpgsqlDataSource.Create(SessionLimits.ForListening(connectionString, server)));
        services.AddSingleton<DatabaseAvailability>();
        services.AddSingleton<StatementFailures>();
        services.AddHostedService(provider => new DatabaseProbe(
            provider.GetRequiredService<DatabaseAvailability>(), connectionString, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DatabaseProbe>>()));
        services.AddPooledDbContextFactory<PortalDbContext>((provider, options) =>
        {
            PortalDatabase.Configure(options, SessionLimits.ForPortal(connectionString, server));
            provider.GetRequiredService<StatementFailures>().Configure(options);
        });
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<FindAccountAccess>(provider => provider.GetRequiredService<AccountDirectory>().AccessAsync);
        services.AddSingleton<IAwsGate, SharedAwsGate>();
        services.AddPortalAws();
        services.AddOptions<DnsOptions>();
        services.AddSingleton<PublicDns>();
        services.AddSingleton<ProofSearch>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<AccountCommands>();
        services.AddSingleton<MandatoryTagCommands>();
        services.AddSingleton<AccountRegistration>();
        services.AddSingleton<AccountOnboarding>();
        services.AddSingleton<SelfManagedOnboarding>();
        services.AddSingleton<TeamQueries>();
        services.AddSingleton<FindQueries>();
        services.AddSingleton<AccountGrantCommands>();
        services.AddSingleton<AccountGrantQueries>();
        services.AddSingleton<PrivateDnsProofs>();
        services.AddSingleton<EndpointServiceCommands>();
        services.AddSingleton<ChangeServiceCommands>();
        services.AddSingleton<ServiceDifferenceCommands>();
        services.AddSingleton<ConnectionDifferenceCommands>();
        services.AddSingleton<UnclaimedEndpointCommands>();
        services.AddSingleton<EndpointAdoption>();
        services.AddSingleton<UnclaimedEndpointQueries>();
        services.AddSingleton<EndpointServiceQueries>();
        services.AddSingleton<RegisteredEndpoints>();
        services.AddSingleton<PrivateDnsCheck>();
        services.AddSingleton<ConnectionCommands>();
        services.AddSingleton<ChangeConnectionCommands>();
        services.AddSingleton<ConnectionQueries>();
        services.AddSingleton<ConnectionNetworks>();
        services.AddSingleton<CustomerConnectionCommands>();
        services.AddSingleton<CustomerConnectionQueries>();
        services.AddSingleton<CustomerLinks>();
        services.AddSingleton<ReviewCommands>();
        services.AddSingleton<ReviewThreadCommands>();
        services.AddSingleton<ReviewQueries>();
        services.AddSingleton<ReviewBackgroundQueries>();
        services.AddSingleton<ReviewCommentQueries>();
        services.AddSingleton<ReviewNetworkQueries>();
        services.AddSingleton<OperationQueries>();
        services.AddSingleton<WorkQueries>();
        services.AddSingleton<AuditQueries>();
        services.AddOptions<SessionLifetime>();
        services.AddOptions<SignInOptions>();
        services.AddSingleton<Identities>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<RecoveryGate>();
        services.AddSingleton<RecoveryCommands>();
        services.AddSingleton<InvitationCommands>();
        services.AddSingleton<InvitationQueries>();
        services.AddSingleton<TeamCommands>();
        services.AddSingleton<MemberCommands>();
        services.AddSingleton<PersonCommands>();
        services.AddSingleton<TeamRosterQueries>();
        services.AddSingleton<PersonQueries>();
        services.AddSingleton<GroupRuleCommands>();
        services.AddSingleton<GroupRuleQueries>();
        services.AddSingleton<ListChoices>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<SnapshotCache>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeFeed>());
        return services.AddPageReaders();
    }

    /// <summary>Has this host notice a database that is older than what was done by it, before anything else of it works.</summary>
    /// <param name="file">Where it notes how far the database has come: outside of that.</param>
    public static IServiceCollection AddRecoveryWatch(this IServiceCollection services, string file) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RecoveryWatch>(provider, file));

    private static IServiceCollection AddPageReaders(this IServiceCollection services)
    {
        services.AddSingleton<PageReader<AccountsPageQuery, AccountsPageSnapshot>, AccountsPageReader>();
        services.AddSingleton<PageReader<AccountAccessPageQuery, AccountAccessPageSnapshot>, AccountAccessPageReader>();
        services.AddSingleton<PageReader<InvitationsPageQuery, ListSnapshot<InvitationView>>, InvitationsPageReader>();
        services.AddSingleton<PageReader<PeoplePageQuery, ListSnapshot<PersonRowView>>, PeoplePageReader>();
        services.AddSingleton<PageReader<PersonPageQuery, PersonPageSnapshot>, PersonPageReader>();
        services.AddSingleton<PageReader<TeamPageQuery, TeamPageSnapshot>, TeamPageReader>();
        services.AddSingleton<PageReader<TeamsPageQuery, ListSnapshot<TeamDetailsView>>, TeamsPageReader>();
        services.AddSingleton<PageReader<AuditPageQuery, AuditPageSnapshot>, AuditPageReader>();
        services.AddSingleton<PageReader<CataloguePageQuery, Page<EndpointServiceView>>, CataloguePageReader>();
        services.AddSingleton<PageReader<ConnectionPageQuery, ConnectionPageSnapshot>, ConnectionPageReader>();
        services.AddSingleton<PageReader<ConnectionsPageQuery, ListSnapshot<ConnectionView>>, ConnectionsPageReader>();
        services.AddSingleton<PageReader<CustomersPageQuery, CustomersPageSnapshot>, CustomersPageReader>();
        services.AddSingleton<PageReader<GroupRulesPageQuery, GroupRulesPageSnapshot>, GroupRulesPageReader>();
        services.AddSingleton<PageReader<HomePageQuery, HomePageSnapshot>, HomePageReader>();
        services.AddSingleton<PageReader<MenuQuery, MenuCounts>, MenuReader>();
        services.AddSingleton<PageReader<RecoveryNoteQuery, RecoveryNoteSnapshot>, RecoveryNoteReader>();
        services.AddSingleton<PageReader<ReviewPageQuery, ReviewPageSnapshot>, ReviewPageReader>();
        services.AddSingleton<PageReader<ReviewsPageQuery, ListSnapshot<ReviewView>>, ReviewsPageReader>();
        services.AddSingleton<PageReader<ServicePageQuery, ServicePageSnapshot>, ServicePageReader>();
        services.AddSingleton<PageReader<ServicesPageQuery, ServicesPageSnapshot>, ServicesPageReader>();
        return services;
    }
}
