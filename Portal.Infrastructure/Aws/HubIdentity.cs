using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Options;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Who the portal itself is in AWS: whom the roles in other accounts have to trust.</summary>
public sealed class HubIdentity(AwsClients clients, IOptions<AwsOptions> options)
{
    private string? _accountId;

    /// <exception cref="AwsCallException">AWS does not know the portal's own credentials, or does not answer.</exception>
    public async Task<string> AccountIdAsync(CancellationToken cancellationToken)
    {
        if (_accountId is { } known)
        {
            return known;
        }

        try
        {
            using var tokens = clients.TokenClient(options.Value.HomeRegion);
            var reply = Replies.Checked(await tokens.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false));
            return _accountId = reply.Account ?? throw new UnreadableReplyException("AWS said who the portal is and gave no account.");
        }
        catch (Exception exception) when (AwsErrors.Understands(exception, cancellationToken))
        {
            throw AwsErrors.Explain(exception, Party.Operator, sent: false);
        }
    }
}
