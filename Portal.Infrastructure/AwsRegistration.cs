using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure;

/// <summary>Registers the gateways to AWS.</summary>
public static class AwsRegistration
{
    /// <summary>Needs <see cref="AwsOptions"/> to be bound and a <see cref="FindAccountAccess"/> to be registered.</summary>
    public static IServiceCollection AddPortalAws(this IServiceCollection services)
    {
        services.AddOptions<AwsOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AwsOptions>, AwsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AwsRegions>();
        services.AddSingleton<RequestBudget>();
        services.AddSingleton<FormReads>();
        services.AddSingleton<AwsClients>();
        services.AddSingleton<ZoneLookup>();
        services.AddSingleton<StepGateway>();
        services.AddSingleton<EndpointGateway>();
        services.AddSingleton<EndpointServiceGateway>();
        services.AddSingleton<LoadBalancerGateway>();
        services.AddSingleton<AttributeGateway>();
        services.AddSingleton<LoadBalancerInventoryGateway>();
        services.AddSingleton<NetworkGateway>();
        services.AddSingleton<HostedZoneGateway>();
        services.AddSingleton<AccountProbe>();
        services.AddSingleton<PermissionProbe>();
        services.AddSingleton<HubIdentity>();
        services.AddSingleton<CallerIdentityGateway>();
        return services;
    }
}
