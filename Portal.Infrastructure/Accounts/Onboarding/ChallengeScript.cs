using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>The script that signs a challenge where somebody has AWS credentials at hand, AWS CloudShell for example, and sends nothing.</summary>
internal static class ChallengeScript
{
    // The endpoint and the challenge are the portal's own; the region and the account were checked when the account was registered.
    public static string Of(string accountId, string region, Uri endpoint, string challenge) => $$"""
        python3 - <<'END'
        # Signs one question to AWS ("who am I?") for the PrivateLink Portal and prints it. It sends nothing, and no secret key is in what it prints.
        # Run it in account {{accountId}}, and only for a portal that you trust.
        import base64, json, sys
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.session import Session

        url, body = "{{endpoint.AbsoluteUri}}", "{{SignedIdentityRequest.Body}}"
        headers = {
            "Content-Type": "{{SignedIdentityRequest.ContentType}}",
            "{{SignedIdentityRequest.ChallengeHeader}}": "{{challenge}}",
        }
        credentials = Session().get_credentials()
        if credentials is None:
            sys.exit("There are no AWS credentials here. Run this in AWS CloudShell, or sign in to AWS first.")
        request = AWSRequest(method="{{SignedIdentityRequest.Method}}", url=url, data=body, headers=headers)
        SigV4Auth(credentials.get_frozen_credentials(), "sts", "{{region}}").add_auth(request)
        signed = {"method": request.method, "url": url, "body": body, "headers": dict(request.headers.items())}
        print(base64.b64encode(json.dumps(signed).encode()).decode())
        END
        """;
}
