using Microsoft.EntityFrameworkCore.Design;
using Portal.Infrastructure.Data;

namespace Portal.Migrations;

/// <summary>Lets <c>dotnet ef</c> read the model without a host or a database.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => PortalDatabase.Open("Host=localhost;Database=portal");
}
