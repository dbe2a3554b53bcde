using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Infrastructure.Data;

/// <summary>Names tables and columns the way people write SQL: <c>wanted_generation</c>.</summary>
internal static partial class SnakeCase
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

    public static string Of(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
