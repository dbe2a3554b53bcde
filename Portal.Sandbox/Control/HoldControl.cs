using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Holds;

namespace Portal.Sandbox.Control;

/// <summary>Stops calls before or after their effect, and lets them go on.</summary>
internal sealed class HoldControl(HoldBoard holds)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/holds", HttpMethods.Get, context => context.AnswerAsync(holds.All()));
        routes.Map("/holds", HttpMethods.Post, AddAsync);
        routes.Map("/holds/{id}", HttpMethods.Delete, ReleaseAsync);
    }

    private async Task AddAsync(HttpContext context)
    {
        if (await context.ReadAsync<HoldRequest>() is not { } wish)
        {
            return;
        }

        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(wish.Action))
        {
            problems.Add("action: name the AWS action to hold, such as CreateVpcEndpoint");
        }

        if (wish.When is null)
        {
            problems.Add("when: say before or after");
        }

        if (wish.Times < 1)
        {
            problems.Add("times: 1 or more, or leave it out");
        }

        await (problems.Count > 0
            ? context.RefuseAsync(problems)
            : context.AnswerAsync(holds.Add(wish.Action!, wish.Account, wish.When!.Value, wish.Times), StatusCodes.Status201Created));
    }

    private Task ReleaseAsync(HttpContext context)
    {
        context.Response.StatusCode = holds.Release(context.Route("id")) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
