using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Portal.Domain;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Validation;
using Portal.Web.Api.Contract;

namespace Portal.Web.Api;

/// <summary>The request's Idempotency-Key, if it has one, bound to what was asked for with it.</summary>
internal sealed record IdempotencyHeader(IdempotencyKey? Key) : IEndpointParameterMetadataProvider
{
    private const int MostCharacters = 255;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(RequestHeader.IdempotencyKey);

    public static async ValueTask<IdempotencyHeader?> BindAsync(HttpContext context)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return new((IdempotencyKey?)null);
        }

        if (key.Length > MostCharacters)
        {
            throw new InvalidInputException([new("Idempotency-Key", $"Use at most {MostCharacters} characters.")]);
        }

        InputErrors.ThrowIfUnkeepable(key, "Idempotency-Key");
        context.Request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"));
        var buffer = new byte[8_192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        context.Request.Body.Position = 0;
        return new(new IdempotencyKey(key, hash.GetHashAndReset()));
    }
}
