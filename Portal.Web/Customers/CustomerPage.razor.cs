using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Customers;
using Portal.Infrastructure.Security;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Customers;

/// <summary>What another company's people see by the link of their connection: what to do, how far it is, and nothing else.</summary>
public sealed partial class CustomerPage
{
    [Parameter]
    public string Secret { get; set; } = "";

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [Inject]
    public required CustomerLinks Links { get; init; }

    [Inject]
    public required RefusalLog Refusals { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What was sent with this request; none when somebody only looks.</summary>
    [SupplyParameterFromForm(FormName = "customer", Name = "Sent")]
    public CustomerForm? Sent { get; set; }

    private CustomerPageView? View { get; set; }

    private string Refusal { get; set; } = "";

    private string? Failure { get; set; }

    private FormErrors Errors { get; } = new();

    private CustomerState State => CustomerState.Of(View!);

    /// <summary>Whether something happens without the customer.</summary>
    private bool IsMoving => View is { Stage: not null } view && !ConnectionLifecycle.IsFinal(view.Stage.Value);

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            View = await Links.OpenAsync(Secret, Context.RequestAborted);
        }
        catch (CustomerLinkRefusedException refused)
        {
            await RefuseAsync(refused);
        }
    }

    private async Task SendAsync()
    {
        if (View is null || Sent is null)
        {
            return;
        }

        try
        {
            await (View.Stage is null
                ? Links.GiveAccountAsync(Secret, Sent.AccountId, Context.RequestAborted)
                : Links.GiveEndpointAsync(Secret, Sent.VpcEndpointId, Context.RequestAborted));
            Navigation.NavigateTo(PortalUrls.CustomerBy(Secret));
        }
        catch (InvalidInputException invalid)
        {
            Errors.Take(invalid.Errors);
            await Refusals.WriteAsync(await HolderAsync(), "a customer's link", invalid.Message, CancellationToken.None);
        }
        catch (CustomerLinkRefusedException refused)
        {
            View = null;
            await RefuseAsync(refused);
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            Failure = trouble.Message;
            await ReadAsync();
        }
    }

    private async Task RefuseAsync(CustomerLinkRefusedException refused)
    {
        Refusal = refused.Message;
        Context.Response.StatusCode = StatusCodes.Status410Gone;
        await Refusals.WriteAsync(await HolderAsync(), "a customer's link", refused.Message, CancellationToken.None);
    }

    /// <summary>Of what is no link of ours nobody is known.</summary>
    private async Task<Actor> HolderAsync() => await Links.HolderAsync(Secret, Context.RequestAborted) ?? Actor.System("customer-link");

    private static IEnumerable<(string Way, string Text)> Ways(EndpointInstructions instructions) =>
        [("Terraform", instructions.Terraform), ("CloudFormation", instructions.CloudFormation), ("AWS CLI", instructions.AwsCli)];

    /// <summary>What a customer can send.</summary>
    public sealed class CustomerForm
    {
        public string? AccountId { get; set; }

        public string? VpcEndpointId { get; set; }
    }
}
