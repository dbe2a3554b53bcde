using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What was handed in as the answer to a challenge, looked at part by part before anything of it is sent.</summary>
internal static partial class ChallengeAnswer
{
    private const string TokenHeader = "x-amz-security-token";

    /// <summary>How old a signature AWS takes.</summary>
    private static readonly TimeSpan SignatureLife = TimeSpan.FromMinutes(15);

    /// <summary>How far ahead the clock that signed may be.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly string Challenge = SignedIdentityRequest.ChallengeHeader.ToLowerInvariant();
    private static readonly string[] AlwaysSigned = ["host", "x-amz-date"];
    private static readonly string[] MayBeSigned = [.. AlwaysSigned, Challenge, "content-type", TokenHeader];
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <returns>Each check in words, and the request to send; none while a check fails.</returns>
    public static (IReadOnlyList<ProbeCheck> Checks, SignedIdentityRequest? Request) Read(string text, ExpectedAnswer expected)
    {
        if (Envelope.Of(text) is not { } answer || Authorization().Match(answer.Header("authorization") ?? "") is not { Success: true } signature)
        {
            return ([Failed("It is not what the script prints. Run the script and copy the whole last line")], null);
        }

        var headers = signature.Groups["headers"].Value.Split(';');
        ProbeCheck[] checks =
        [
            Passed("It is a signed request, as the script prints it"),
            Question(answer, headers),
            Place(answer, signature, expected),
            Nonce(answer, headers, expected),
            Age(answer, expected),
        ];
        return (checks, checks.All(check => check.Verdict == ProbeVerdict.Passed)
            ? new(expected.Region, signature.Value, answer.Header("x-amz-date")!, answer.Header(TokenHeader), expected.Challenge)
            : null);
    }

    private static ProbeCheck Question(Envelope answer, string[] headers)
    {
        var token = answer.Header(TokenHeader);
        var isQuestion = answer is { Method: SignedIdentityRequest.Method, Body: SignedIdentityRequest.Body }
            && (answer.Header("content-type") ?? SignedIdentityRequest.ContentType) == SignedIdentityRequest.ContentType
            && headers.All(MayBeSigned.Contains) && AlwaysSigned.All(headers.Contains)
            && headers.Contains(TokenHeader) == (token is not null) && (token is null || Token().IsMatch(token));
        return isQuestion
            ? Passed("It asks AWS who signed it, and nothing else")
            : Failed("It asks AWS something else than who signed it, or something that the script does not sign. Run the script as it is shown");
    }

    private static ProbeCheck Place(Envelope answer, Match signature, ExpectedAnswer expected)
    {
        var meant = answer.Url != expected.Endpoint.AbsoluteUri ? answer.Url : answer.Header("host") ?? expected.Endpoint.Authority;
        return meant != expected.Endpoint.Authority
            ? Failed($"It is meant for {InputErrors.Shown(meant)}, not for {expected.Endpoint.AbsoluteUri}. Run the script as it is shown")
            : signature.Groups["region"].Value == expected.Region
                ? Passed($"It is meant for {expected.Endpoint.Authority}")
                : Failed($"It is signed for {InputErrors.Shown(signature.Groups["region"].Value)}, not for {expected.Region}. Run the script as it is shown");
    }

    private static ProbeCheck Nonce(Envelope answer, string[] headers, ExpectedAnswer expected) => answer.Header(SignedIdentityRequest.ChallengeHeader) switch
    {
        null => Failed("There is no challenge in it. Run the script as it is shown"),
        var nonce when nonce != expected.Challenge =>
            Failed("Another challenge is in it than the one that the portal asks this account now. Run the script that is shown now"),
        _ => headers.Contains(Challenge)
            ? Passed("The challenge of this account is signed")
            : Failed("The challenge stands beside the signature and is not signed. Run the script as it is shown"),
    };

    private static ProbeCheck Age(Envelope answer, ExpectedAnswer expected)
    {
        if (!DateTimeOffset.TryParseExact(
            answer.Header("x-amz-date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return Failed("It does not say when it was signed. Run the script as it is shown");
        }

        return at < expected.Now - SignatureLife ? Failed("It was signed more than 15 minutes ago. Run the script again and paste what it prints at once")
            : at > expected.Now + ClockSkew ? Failed("It was signed in the future. Set the clock where the script runs, or run it in AWS CloudShell")
            : Passed("It was signed just now");
    }

    private static ProbeCheck Passed(string words) => new(ProbeVerdict.Passed, words);

    private static ProbeCheck Failed(string words) => new(ProbeVerdict.Failed, words);

    [GeneratedRegex(
        @"^AWS4-HMAC-SHA256 Credential=[A-Za-z0-9_]{1,128}/[0-9]{8}/(?<region>[a-z0-9-]{1,64})/sts/aws4_request, ?"
        + @"SignedHeaders=(?<headers>[a-z0-9-]{1,64}(;[a-z0-9-]{1,64}){0,20}), ?Signature=[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    [GeneratedRegex(@"^[!-~]{1,8192}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    /// <summary>What the script prints.</summary>
    private sealed record Envelope(string? Method, string? Url, string? Body, IReadOnlyDictionary<string, string?>? Headers)
    {
        /// <returns>None where it is something else.</returns>
        public static Envelope? Of(string text)
        {
            var bytes = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, bytes, out var length))
            {
                return null;
            }

            try
            {
                var read = JsonSerializer.Deserialize<Envelope>(bytes.AsSpan(0, length), Strict);
                // A header that is there twice would be judged by one and sent as the other.
                return read?.Headers is { } headers && headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == headers.Count ? read : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        public string? Header(string name) => Headers!.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }
}

/// <summary>What an answer has to be like.</summary>
internal sealed record ExpectedAnswer(string Region, Uri Endpoint, string Challenge, DateTimeOffset Now);
