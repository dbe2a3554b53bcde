namespace Portal.Sandbox.Protocol;

/// <summary>The actions of APIs that name them by method and path.</summary>
internal static class RestActions
{
    /// <summary>The action, or method and path where there is none.</summary>
    public static string Of(HttpMessage message) => (message.Method, message.Path.TrimEnd('/')) switch
    {
        ("GET", "/2013-04-01/hostedzonesbyvpc") => "ListHostedZonesByVPC",
        var (method, path) => $"{method} {path}",
    };
}
