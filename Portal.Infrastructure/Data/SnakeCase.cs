using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Infrastructure.Data;

/// <summary>Names tables and columns the way people write SQL: <c>wanted_generation</c>.</summary>
/// <remarks>
/// EFCore.NamingConventions would also rename every key and index, and the columns of EF's own table of migrations, of which older versions of the portal
/// and databases in use know the present names.
/// </remarks>
internal static class SnakeCase
{
    public const string RowVersion = "RowVersion";

    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(Of(table));
            }

            foreach (var key in entity.GetForeignKeys().Where(key => !key.IsOwnership))
            {
                // Nothing of a network's history goes because something that it hangs on went.
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }

            // The provider maps row versions to PostgreSQL's own xmin, as long as nobody names them.
            foreach (var property in entity.GetProperties().Where(property => property.Name != RowVersion))
            {
                property.SetColumnName(Of(property.Name));
            }
        }
    }

    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
