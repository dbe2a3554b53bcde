using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>Times are stored in UTC to the millisecond, as the API writes them.</summary>
internal sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => time.ToMilliseconds(), time => time.ToUniversalTime());

internal static class JsonColumns
{
    /// <summary>Stores a value of ours as jsonb.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property
        .HasColumnType("jsonb")
        .HasConversion(
            value => Encoding.UTF8.GetString(CanonicalJson.Bytes(value)),
            text => CanonicalJson.Read<T>(Encoding.UTF8.GetBytes(text)),
            new ValueComparer<T>(
                (left, right) => CanonicalJson.Bytes(left).SequenceEqual(CanonicalJson.Bytes(right)),
                value => Encoding.UTF8.GetString(CanonicalJson.Bytes(value)).GetHashCode(StringComparison.Ordinal),
                value => value));
}
