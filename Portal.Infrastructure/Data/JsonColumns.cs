using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>Reads what another version of the portal may have stored, and never writes over what this one could not read.</summary>
internal static class JsonColumns
{
    /// <summary>Stores a value of ours as jsonb.</summary>
    /// <param name="unreadable">What stands for text that this version cannot read, a member that it does not know included; it is never written.</param>
    /// <param name="isWhole">Whether what was read says all that it has to say.</param>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property, T unreadable, Func<T, bool>? isWhole = null)
        where T : class => property.HasJson(
            text => CanonicalJson.TryRead<T>(Encoding.UTF8.GetBytes(text), whole: true) is { } value && isWhole?.Invoke(value) != false ? value : unreadable,
            value => ReferenceEquals(value, unreadable)
                ? throw new InvalidOperationException($"A {typeof(T).Name} that this version cannot read is not its to write.")
                : Encoding.UTF8.GetString(CanonicalJson.Bytes(value)));

    /// <summary>The same for what may be none: that is stored as no value at all.</summary>
    public static PropertyBuilder<T> HasJsonOrNone<T>(this PropertyBuilder<T?> property, T unreadable, Func<T, bool>? isWhole = null)
        where T : class =>
        // To EF both are one type: it never asks the conversion about null.
        ((PropertyBuilder<T>)(object)property).HasJson(unreadable, isWhole);

    /// <summary>Stores as jsonb what is found out anew all the time: text that this version cannot read counts as nothing, and is written over.</summary>
    public static PropertyBuilder<T> HasPassingJson<T>(this PropertyBuilder<T> property, T nothing)
        where T : class => property.HasJson(
            text => CanonicalJson.TryRead<T>(Encoding.UTF8.GetBytes(text)) ?? nothing,
            value => Encoding.UTF8.GetString(CanonicalJson.Bytes(value)));

    private static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property, Func<string, T> read, Func<T, string> write) => property
        .HasColumnType("jsonb")
        .HasConversion(
            value => write(value),
            text => read(text),
            new ValueComparer<T>(
                (left, right) => ReferenceEquals(left, right) || CanonicalJson.Bytes(left).SequenceEqual(CanonicalJson.Bytes(right)),
                value => Encoding.UTF8.GetString(CanonicalJson.Bytes(value)).GetHashCode(StringComparison.Ordinal),
                value => value));
}
