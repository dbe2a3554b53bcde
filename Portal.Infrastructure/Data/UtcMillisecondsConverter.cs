using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>Times are stored in UTC to the millisecond, as the API writes them.</summary>
internal sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => time.ToMilliseconds(), time => time.ToUniversalTime());
