using System.Collections.Frozen;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>The words that this version of the portal stores for an enum. Others come from a newer version, and are read as Unknown.</summary>
internal static class StoredEnum<T>
    where T : struct, Enum
{
    private const string UnknownName = "Unknown";

    public static T Unknown { get; } = EnumWords.Read<T>(UnknownName) ?? throw new InvalidOperationException($"{typeof(T).Name} has no member for what a newer version stores.");

    private static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
        .Where(value => value.ToString() != UnknownName || UnknownIsAWord).ToFrozenDictionary(value => value.ToString());

    /// <summary>All that this version stores.</summary>
    public static T[] Known { get; } = [.. ByName.Values];

    /// <summary>Where nobody knows is something to be stored, it is a member like the others; below zero it only says what this version read.</summary>
    private static bool UnknownIsAWord => Convert.ToInt32(Unknown, null) >= 0;

    public static T Read(string text) => ByName.TryGetValue(text, out var value) ? value : Unknown;

    public static string Write(T value) => ByName.ContainsKey(value.ToString())
        ? value.ToString()
        : throw new InvalidOperationException($"{typeof(T).Name} {value} is no word of this version: what a newer one has stored stays as it is.");
}

/// <summary>Stores an enum's member by its name.</summary>
internal sealed class StoredEnumConverter<T>() : ValueConverter<T, string>(value => StoredEnum<T>.Write(value), text => StoredEnum<T>.Read(text))
    where T : struct, Enum;

/// <summary>How enums are stored and filtered by.</summary>
public static class StoredEnums
{
    /// <summary>Stages and states are stored as text: a new one needs no change of the table, and an older version beside this one meets it unharmed.</summary>
    internal static void Apply(IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(property => property.ClrType.IsEnum))
        {
            property.SetValueConverter(typeof(StoredEnumConverter<>).MakeGenericType(property.ClrType));
        }
    }

    /// <summary>The rows with this member in a column; for Unknown those with a word that this version does not have.</summary>
    public static IQueryable<TRow> WhereIs<TRow, T>(this IQueryable<TRow> rows, Expression<Func<TRow, T>> column, T wanted)
        where T : struct, Enum
    {
        var isUnknown = !StoredEnum<T>.Known.Contains(wanted);
        Expression test = isUnknown
            ? Expression.Not(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Expression.Constant(StoredEnum<T>.Known), column.Body))
            : Expression.Equal(column.Body, Expression.Constant(wanted));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(test, column.Parameters));
    }
}
