namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>The forms of the main job, as people fill them in.</summary>
internal static class MainJob
{
    public static async Task PublishAsync(Window priya)
    {
        await priya.FollowAsync("Publish a service");
        await priya.EnterAsync("Name", "Payments API");
        await priya.EnterAsync("Description", "Card payments over HTTPS.");
        await priya.TickAsync("payments-core");
        await priya.TickAsync("payments-core-private-az1");
        await priya.TickAsync("payments-core-private-az2");
        await priya.EnterAsync("Port that consumers connect to", "443");
        await priya.EnterAsync("Address 1", "10.40.0.11");
        await priya.PressAsync("Show what will be made");
        await priya.ReadsAsync("Create the endpoint service");
        await priya.PressAsync("Publish");
        await priya.ReadsAsync("AWS bills the load balancer from then on");
        await priya.PressAsync("Publish it");
        await priya.ReadsAsync("Became available");
    }

    public static async Task RequestAsync(Window chen)
    {
        await chen.GoAsync("/catalogue");
        await chen.FollowAsync("Request a connection to Payments API");
        await chen.ChooseAsync("AWS account", "storefront-prod");
        await chen.ChooseAsync("VPC", "storefront ·");
        await chen.TickAsync("storefront-app-az1");
        await chen.TickAsync("storefront-app-az2");
        await chen.TickAsync("web");
        await chen.ReadsAsync("Then the portal works in both accounts");
        await chen.KeepAsync("request", from: 180);
        await chen.EnterAsync("What is it for?", "Checkout charges cards.");
        await chen.PressAsync("Send the request");
        await chen.ReadsAsync("Asked for by Chen Wei");
    }
}
