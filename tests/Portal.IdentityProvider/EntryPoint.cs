using System.Globalization;

namespace Portal.IdentityProvider;

/// <summary>The provider as a program of its own, with the demo's people.</summary>
internal static class EntryPoint
{
    /// <param name="arguments">The port of loopback; none takes any free one.</param>
    private static async Task Main(string[] arguments)
    {
        var port = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        await using var provider = await IdentityProviderHost.StartAsync(
            port,
            [
                new("00u-priya", "Priya Raman", ["payments-engineers"]),
                new("00u-chen", "Chen Wei", ["storefront-engineers"]),
                new("00u-nora", "Nora Lindqvist", ["network-operations"]),
                new("00u-sam", "Sam Okafor", ["office"]),
            ]);
        Console.WriteLine($"The identity provider is at {provider.Authority}");
        await provider.WaitAsync();
    }
}
