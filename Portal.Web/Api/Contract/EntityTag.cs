using System.Globalization;

namespace Portal.Web.Api.Contract;

/// <summary>How a version is told, and named by whoever has read it.</summary>
internal static class EntityTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
