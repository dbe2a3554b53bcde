using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Infrastructure.Data;

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
            ? Expression.Not(
                Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Expression.Constant(StoredEnum<T>.Known), column.Body))
            : Expression.Equal(column.Body, Expression.Constant(wanted));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(test, column.Parameters));
    }

    /// <summary>The rows with one of these members in a column; all of them where none is chosen.</summary>
    public static IQueryable<TRow> WhereIsOneOf<TRow, T>(this IQueryable<TRow> rows, Expression<Func<TRow, T>> column, ChosenWords<T> wanted)
        where T : struct, Enum
    {
        if (wanted.Count <= 1)
        {
            return wanted.Count == 0 ? rows : rows.WhereIs(column, wanted[0]);
        }

        var known = wanted.Where(StoredEnum<T>.Known.Contains).ToArray();
        Expression test = IsOneOf(known);
        // What this version does not know is everything but what it does.
        test = known.Length == wanted.Count ? test : Expression.OrElse(test, Expression.Not(IsOneOf(StoredEnum<T>.Known)));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(test, column.Parameters));

        MethodCallExpression IsOneOf(T[] words) =>
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Expression.Constant(words), column.Body);
    }
}
