using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Portal.Web.SignIn;

namespace Portal.Web.Hosting;

/// <summary>Whether an identity provider answers, says that it is the one that is named, and can do what the portal asks of it.</summary>
internal static class ProviderCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<CheckLine> LookAsync(string key, IdentityProviderSettings provider, CancellationToken cancellationToken)
    {
        var subject = $"Sign-in {key}";
        var address = $"{provider.Authority!.OriginalString.TrimEnd('/')}/.well-known/openid-configuration";
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            var known = await OpenIdConnectConfigurationRetriever.GetAsync(
                address, new HttpDocumentRetriever(http) { RequireHttps = provider.Authority.Scheme == Uri.UriSchemeHttps }, cancellationToken);
            return ProblemWith(known, provider) is { } problem
                ? CheckLine.Problem(subject, problem)
                : CheckLine.Ok(
                    subject, $"{known.Issuer} answers with {known.SigningKeys.Count} keys; the client id and its secret are proven by the first sign-in");
        }
        catch (Exception failed) when (failed is IOException or HttpRequestException or TaskCanceledException or JsonException or ArgumentException
            or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            var cause = failed.GetBaseException().Message;
            return CheckLine.Problem(
                subject, $"{address} gives no provider's metadata: {cause} Check Portal:SignIn:Providers:{key}:Authority and the way there.");
        }
    }

    private static string? ProblemWith(OpenIdConnectConfiguration known, IdentityProviderSettings provider)
    {
        // Entra ID's metadata for several tenants names each one's place, not the tenant.
        var issuer = known.Issuer?.TrimEnd('/');
        return string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(known.AuthorizationEndpoint) || string.IsNullOrEmpty(known.TokenEndpoint)
            ? "its metadata lacks the issuer, or where people sign in and tokens are fetched."
            : issuer != provider.Authority!.OriginalString.TrimEnd('/') && !issuer.Contains("{tenantid}", StringComparison.OrdinalIgnoreCase)
            ? $"it calls itself {known.Issuer}. Use that as Authority, or tokens of the one will not be taken for the other's."
            : known.SigningKeys.Count == 0 ? "it names no keys by which its tokens could be checked."
            : known.ResponseTypesSupported.Count > 0 && !known.ResponseTypesSupported.Contains("code") ? "it does not offer the authorization code flow."
            : known.AdditionalData.TryGetValue("code_challenge_methods_supported", out var methods) && methods?.ToString() is { } offered
                && !offered.Contains("S256", StringComparison.Ordinal)
            ? "it does not offer PKCE with S256."
            : null;
    }
}
