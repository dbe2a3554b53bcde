using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Portal.Infrastructure.Data;

/// <summary>Goes through a list by its key: however far it has come, the next page costs the same.</summary>
internal static class Keyset
{
    private static readonly System.Reflection.MethodInfo Greater = Comparison(nameof(NpgsqlDbFunctionsExtensions.GreaterThan));
    private static readonly System.Reflection.MethodInfo Less = Comparison(nameof(NpgsqlDbFunctionsExtensions.LessThan));

    /// <summary>The next so many rows after a cursor, by a time and, where that is the same, by the id.</summary>
    public static IQueryable<T> PageBy<T>(
        this IQueryable<T> rows, Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, ListOrder order, Cursor? after, int take)
    {
        if (after is not null)
        {
            rows = rows.Where(After(at, id, order, after));
        }

        return order == ListOrder.Oldest
            ? rows.OrderBy(at).ThenBy(id).Take(take)
            : rows.OrderByDescending(at).ThenByDescending(id).Take(take);
    }

    /// <summary>One comparison of the pair, which an index answers: an OR would read everything.</summary>
    private static Expression<Func<T, bool>> After<T>(
        Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, ListOrder order, Cursor after)
    {
        var row = at.Parameters[0];
        var given = Expression.Constant(after);
        return Expression.Lambda<Func<T, bool>>(
            Expression.Call(
                order == ListOrder.Oldest ? Greater : Less, Expression.Constant(EF.Functions),
                Pair(at.Body, ReplacingExpressionVisitor.Replace(id.Parameters[0], row, id.Body)),
                Pair(Expression.Property(given, nameof(Cursor.At)), Expression.Property(given, nameof(Cursor.Id)))),
            row);
    }

    private static UnaryExpression Pair(Expression first, Expression second) => Expression.Convert(
        Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [first.Type, second.Type], first, second), typeof(ITuple));

    private static System.Reflection.MethodInfo Comparison(string name) =>
        typeof(NpgsqlDbFunctionsExtensions).GetMethod(name, [typeof(DbFunctions), typeof(ITuple), typeof(ITuple)])
        ?? throw new InvalidOperationException($"Npgsql compares no pairs by {name} any more.");
}
