using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Data;

/// <summary>Everything that the portal remembers, in PostgreSQL.</summary>
public sealed class PortalDbContext : DbContext, IDataProtectionKeyContext
{
    public PortalDbContext(DbContextOptions<PortalDbContext> options)
        : base(options) =>
        // Whoever fails begins anew with a context of their own; a savepoint in each commit would cost a transaction of its own.
        Database.AutoSavepointsEnabled = false;

    public DbSet<Installation> Installations => Set<Installation>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonMembership> Memberships => Set<PersonMembership>();

    public DbSet<StoredGroupRule> GroupRules => Set<StoredGroupRule>();

    public DbSet<UnmappedGroup> UnmappedGroups => Set<UnmappedGroup>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>What cookies and forms are sealed with, by every host alike.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<KeptList> KeptLists => Set<KeptList>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<AwsAccount> Accounts => Set<AwsAccount>();

    public DbSet<AccountGrant> AccountGrants => Set<AccountGrant>();

    public DbSet<AskedTag> AskedTags => Set<AskedTag>();

    public DbSet<MandatoryTag> MandatoryTags => Set<MandatoryTag>();

    public DbSet<EndpointService> EndpointServices => Set<EndpointService>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<CustomerConnection> CustomerConnections => Set<CustomerConnection>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<RejectedEndpoint> RejectedEndpoints => Set<RejectedEndpoint>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<ReviewComment> ReviewComments => Set<ReviewComment>();

    public DbSet<WorkRow> Work => Set<WorkRow>();

    public DbSet<WorkScopeRow> WorkScopes => Set<WorkScopeRow>();

    public DbSet<OperationRow> Operations => Set<OperationRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<AuditRow> AuditRows => Set<AuditRow>();

    public DbSet<AuditReaderRow> AuditReaders => Set<AuditReaderRow>();

    public DbSet<RecoveryRow> Recoveries => Set<RecoveryRow>();

    public DbSet<IdempotencyRow> IdempotencyRows => Set<IdempotencyRow>();

    /// <summary>In queries: the database's clock, by which leases and due times are judged.</summary>
    public static DateTimeOffset DatabaseNow() => throw new InvalidOperationException("The database's clock can only be asked in a query.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => DatabaseNow()).HasName("portal_now");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
        StoredEnums.Apply(modelBuilder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
    }
}
