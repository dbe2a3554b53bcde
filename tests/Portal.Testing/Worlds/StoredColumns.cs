using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Infrastructure.Data;

namespace Portal.Testing.Worlds;

/// <summary>
/// The columns in which a newer version of the portal may have stored what this one does not know, read from the model: a new one is found by itself.
/// </summary>
public static class StoredColumns
{
    /// <summary>Documents of ours that are stored as bytes, because they are hashed or replayed: no model tells them from others.</summary>
    private static readonly string[] Documents = ["audit_row.bytes", "operation.request", "review.effect_bytes"];

    /// <summary>Bytes that are no documents.</summary>
    private static readonly string[] Hashes =
        ["api_token.sha256", "audit_row.sha256", "customer_connection.sha256", "idempotency.request_sha256", "invitation.sha256"];

    private static IReadOnlyList<IProperty> Properties { get; } = Read();

    /// <summary>Every column of words, or of lists of words: <c>connection.stage</c>.</summary>
    public static IReadOnlyList<string> Enums { get; } = [.. Properties.Where(
        property => EnumOf(property) is not null).Select(Name).Order(StringComparer.Ordinal)];

    /// <summary>Every column of documents.</summary>
    public static IReadOnlyList<string> Jsons { get; } =
        [.. Properties.Where(property => property.GetColumnType() == "jsonb").Select(Name).Concat(Documents).Order(StringComparer.Ordinal)];

    /// <summary>Every column of bytes of which nobody has said yet what it is.</summary>
    public static IReadOnlyList<string> Undecided { get; } =
        [.. Properties.Where(property => property.GetColumnType() == "bytea").Select(Name).Except(Documents).Except(Hashes)];

    /// <summary>How the words of a column are read and written.</summary>
    public static (Type Enum, Func<object?, object?> Read, Func<object?, object?> Write) Conversion(string column)
    {
        var property = Properties.Single(property => Name(property) == column);
        var converter = (
            property.GetElementType() is { } element
                ? element.GetValueConverter()
                : property.GetValueConverter()) ?? throw new InvalidOperationException($"{column} is not converted.");
        return (EnumOf(property)!, converter.ConvertFromProvider, converter.ConvertToProvider);
    }

    private static Type? EnumOf(IProperty property)
    {
        var type = property.GetElementType()?.ClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? type : null;
    }

    private static string Name(IProperty property) => $"{property.DeclaringType.GetTableName()}.{property.GetColumnName()}";

    private static IReadOnlyList<IProperty> Read()
    {
        using var context = PortalDatabase.Open("Host=nowhere");
        return [.. context.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())];
    }
}
