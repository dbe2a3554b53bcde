using System.Security.Cryptography;
using System.Text.Json;
using Portal.Infrastructure.Commands;

namespace Portal.Web.Connections;

/// <summary>Makes a form's sending happen once, however often it is clicked or repeated.</summary>
internal static class FormKey
{
    /// <param name="form">Drawn anew when the form changes.</param>
    public static IdempotencyKey Of<T>(Guid form, T input) => new($"form:{form:N}", SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input)));
}
