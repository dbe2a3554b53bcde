using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Web.Tests.Hosting;

/// <summary>Begins a portal in the test's own process, at any free port of loopback, silent.</summary>
internal static class TestHostBuilder
{
    public static WebApplicationBuilder Create()
    {
        // The static assets' manifest is named after the application, and lies beside its assembly.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
