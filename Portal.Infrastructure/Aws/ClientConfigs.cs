using Amazon;
using Amazon.Runtime;

namespace Portal.Infrastructure.Aws;

/// <summary>How the SDK's clients are set up.</summary>
internal static class ClientConfigs
{
    public static T Reader<T>(T config, string region, Uri? serviceUrl, AwsHttp http)
        where T : ClientConfig => Common(config, region, serviceUrl, http.Reads, retries: 2);

    /// <summary>For clients that send once.</summary>
    public static T Writer<T>(T config, string region, Uri? serviceUrl, AwsHttp http)
        where T : ClientConfig => Common(config, region, serviceUrl, http.Writes, retries: 0);

    private static T Common<T>(T config, string region, Uri? serviceUrl, HttpClientFactory http, int retries)
        where T : ClientConfig
    {
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = retries;
        // Counted apart from MaxErrorRetry, and 10 by default.
        config.MaxStaleConnectionRetries = retries;
        config.HttpClientFactory = http;
        if (serviceUrl is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.ServiceURL = serviceUrl.AbsoluteUri;
            // Without it whatever ServiceURL names is signed for us-east-1.
            config.AuthenticationRegion = region;
            IgnoreTheMachine(config);
        }

        return config;
    }

    // What is not said here is looked for in AWS_ variables and ~/.aws, which are meant for another AWS; a malformed file there would even stop every call.
    private static void IgnoreTheMachine(ClientConfig config)
    {
        config.IgnoreConfiguredEndpointUrls = true;
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        config.EndpointDiscoveryEnabled = false;
        config.DisableRequestCompression = true;
        config.RequestMinCompressionSizeBytes = 10240;
        config.DisableClockSkewCorrection = false;
        config.ClientAppId = "";
        config.AccountIdEndpointMode = AccountIdEndpointMode.DISABLED;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        config.AuthSchemePreference = [];
        config.SigV4aSigningRegionSet = [];
    }
}
