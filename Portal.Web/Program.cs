using Portal.Web.Hosting;

return await PortalHost.RunAsync(args, Console.Out, Console.Error);

/// <summary>The one host of the portal.</summary>
public sealed partial class Program;
