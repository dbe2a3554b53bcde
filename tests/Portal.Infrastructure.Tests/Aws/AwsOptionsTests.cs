using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;

namespace Portal.Infrastructure.Tests.Aws;

public sealed class AwsOptionsTests
{
    [Fact]
    public void The_defaults_are_fine() => Assert.True(new AwsOptionsValidator().Validate(null, new AwsOptions()).Succeeded);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var result = new AwsOptionsValidator().Validate(null, new AwsOptions
        {
            ServiceUrl = new Uri("ftp://127.0.0.1"),
            HomeRegion = "home",
            Regions = { "mars" },
            AccessKeyId = "AKIDEXAMPLE",
            SessionNamePrefix = "a portal",
            ReadTimeout = TimeSpan.Zero,
            MutationTimeout = TimeSpan.FromMinutes(2),
        });

        string[] subjects = ["ServiceUrl", "HomeRegion", "Regions", "AccessKeyId", "SessionNamePrefix", "ReadTimeout", "MutationTimeout"];
        Assert.Equal(subjects, result.Failures!.Select(failure => failure.Split(' ')[0]));
    }

    [Fact]
    public void A_line_end_is_no_part_of_a_session_name() =>
        Assert.True(new AwsOptionsValidator().Validate(null, new AwsOptions { SessionNamePrefix = "portal\n" }).Failed);

    [Fact]
    public void Registered_gateways_refuse_wrong_options_and_work_with_right_ones()
    {
        using var services = Services(options => options.SecretAccessKey = "not-a-secret");
        Assert.Throws<OptionsValidationException>(services.GetRequiredService<StepGateway>);

        using var right = Services(_ => { });
        Type[] gateways =
            [typeof(StepGateway), typeof(EndpointGateway), typeof(EndpointServiceGateway), typeof(LoadBalancerGateway), typeof(NetworkGateway),
                typeof(AccountProbe)];
        Assert.All(gateways, gateway => Assert.NotNull(right.GetRequiredService(gateway)));
    }

    private static ServiceProvider Services(Action<AwsOptions> configure) => new ServiceCollection()
        .AddPortalAws()
        .Configure(configure)
        .AddSingleton<FindAccountAccess>((account, _) => Task.FromResult(new AccountAccess(account, "", "")))
        .BuildServiceProvider();
}
