using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Data;

internal sealed class InstallationConfiguration : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> builder) => builder.ToTable("Installation").HasKey(installation => installation.Id);
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Team").HasKey(team => team.Id);
        builder.Property(team => team.Name).HasMaxLength(100);
        builder.Property(team => team.CreatedAt);
        builder.HasIndex(team => team.Name).IsUnique();
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Person").HasKey(person => new { person.Issuer, person.Subject });
        builder.PrimitiveCollection(person => person.PortalRoles).ElementType().HasConversion<StoredEnumConverter<PortalRole>>();
    }
}

internal sealed class PersonMembershipConfiguration : IEntityTypeConfiguration<PersonMembership>
{
    public void Configure(EntityTypeBuilder<PersonMembership> builder)
    {
        builder.ToTable("Membership").HasKey(membership => new { membership.Issuer, membership.Subject, membership.TeamId });
        builder.PrimitiveCollection(membership => membership.Roles).ElementType().HasConversion<StoredEnumConverter<TeamRole>>();
        builder.HasOne<Person>().WithMany().HasForeignKey(membership => new { membership.Issuer, membership.Subject });
        builder.HasOne<Team>().WithMany().HasForeignKey(membership => membership.TeamId);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Session").HasKey(session => session.Id);
        builder.HasIndex(session => new { session.Issuer, session.Subject, session.BegunAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(session => new { session.Issuer, session.Subject });
    }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiToken").HasKey(token => token.Id);
        builder.HasIndex(token => token.Sha256).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(token => new { token.Issuer, token.Subject });
    }
}

internal sealed class AwsAccountConfiguration : IEntityTypeConfiguration<AwsAccount>
{
    public void Configure(EntityTypeBuilder<AwsAccount> builder)
    {
        builder.ToTable("AwsAccount").HasKey(account => account.AccountId);
        builder.Property(account => account.AccountId).HasMaxLength(12);
        builder.Property(account => account.TeamId);
        builder.Property(account => account.Alias);
        builder.Property(account => account.Region);
        builder.Property(account => account.Stage);
        builder.HasIndex(account => account.TeamId);
        builder.HasOne<Team>().WithMany().HasForeignKey(account => account.TeamId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}

internal sealed class AccountGrantConfiguration : IEntityTypeConfiguration<AccountGrant>
{
    public void Configure(EntityTypeBuilder<AccountGrant> builder)
    {
        builder.ToTable("AccountGrant").HasKey(grant => new { grant.AccountId, grant.TeamId });
        builder.Property(grant => grant.VpcIds).HasJson(AccountGrant.UnreadableVpcIds);
        builder.HasOne<AwsAccount>().WithMany().HasForeignKey(grant => grant.AccountId);
        builder.HasOne<Team>().WithMany().HasForeignKey(grant => grant.TeamId);
    }
}
