using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Infrastructure.Data;

/// <summary>Stores an enum's member by its name.</summary>
internal sealed class StoredEnumConverter<T>() : ValueConverter<T, string>(value => StoredEnum<T>.Write(value), text => StoredEnum<T>.Read(text))
    where T : struct, Enum;
