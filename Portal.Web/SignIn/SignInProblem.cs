using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Infrastructure.Security;
using Portal.Web.Routing;

namespace Portal.Web.SignIn;

/// <summary>Why nobody was signed in, carried to the sign-in page so that only the portal itself can put words there.</summary>
public sealed record SignInProblem(
    SignInProblemKind Kind, string? Provider = null, string? Issuer = null, string? Subject = null, string? Name = null,
    InvitationProblem? Invitation = null)
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    public string ToAddress(IDataProtectionProvider protection) => PortalUrls.SignIn
        + new QueryBuilder { { "problem", Protector(protection).Protect(JsonSerializer.Serialize(this), Shown) } };

    /// <returns>None for what is old, or was not written by this portal.</returns>
    public static SignInProblem? Read(IDataProtectionProvider protection, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<SignInProblem>(Protector(protection).Unprotect(text));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) =>
        protection.CreateProtector(typeof(SignInProblem).FullName!).ToTimeLimitedDataProtector();
}
