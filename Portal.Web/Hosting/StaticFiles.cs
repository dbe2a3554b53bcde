using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Portal.Web.Hosting;

/// <summary>Styles and scripts: sent compressed, and kept by browsers for good under names that change with what is in them.</summary>
internal static class StaticFiles
{
    private static readonly string[] Compressed = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"];

    /// <param name="configuration">Where the framework is told that nobody edits the files while the host runs: else it sends them anew, uncompressed.</param>
    public static void AddStaticFiles(this IServiceCollection services, IConfigurationManager configuration)
    {
        configuration["ReloadStaticAssetsAtRuntime"] = "false";
        services.AddResponseCompression(compression =>
        {
            // They are the same for everybody and carry no secret that their size could tell.
            compression.EnableForHttps = true;
            compression.MimeTypes = Compressed;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }

    /// <summary>Compresses those of which a build, unlike a publication, has no compressed copy.</summary>
    public static void UseStaticCompression(this IApplicationBuilder app) => app.UseWhen(
        context => HttpMethods.IsGet(context.Request.Method) && Path.GetExtension(context.Request.Path.Value) is ".css" or ".js" or ".svg",
        files => files.UseResponseCompression());
}
