using Portal.Domain.Connections;
using Portal.Infrastructure.Customers;
using Portal.Web.Shared;

namespace Portal.Web.Customers;

/// <summary>How far a customer's connection is, in words for people who know nothing of this portal.</summary>
internal sealed record CustomerState(string Badge, Tone Tone, string Words)
{
    public static CustomerState Of(CustomerPageView view) => view.Stage switch
    {
        null => new("Your turn", Tone.Turn, "Say which AWS account you connect from. Then it is looked at by the people who run this network."),
        ConnectionStage.AwaitingApproval => new(
            "Being decided", Tone.Moving, $"The people who run {view.Provider}'s network decide on it. Nothing is yours to do until then."),
        ConnectionStage.ChangesRequested => new(
            "Being decided", Tone.Moving, $"{view.Provider} has been asked to change something first. Nothing is yours to do; ask them if it takes long."),
        ConnectionStage.Scheduled => new("Approved", Tone.Moving, "It is approved, and work on it begins later."),
        ConnectionStage.AwaitingConsumer => new(
            "Your turn", Tone.Turn, "Your account is allowed. Create the endpoint in it as described below, and enter the endpoint's id here."),
        ConnectionStage.Provisioning => new(
            "Under way", Tone.Moving, view.EndpointId is null
                ? "It is approved. Your account is being allowed; then it is your turn."
                : "Your endpoint is looked for and accepted. AWS takes a minute or two."),
        ConnectionStage.Available => new(
            "Available", Tone.Good, "Your endpoint is accepted and can be used. Its DNS names stand in your AWS console, on the page of the endpoint."),
        ConnectionStage.Disconnected => new(
            "Disconnected", Tone.Bad, $"AWS shows your endpoint as rejected, failed or deleted. {view.Provider} decides whether it comes back: ask them."),
        ConnectionStage.CutOff => new(
            "Cut off", Tone.Bad, DisplayText.EndSentence($"{view.Provider} has cut it off{(view.CutOffReason is { } why ? $": {why}" : "")}")
                + " Your endpoint stays, and AWS bills you for it, until you delete it."),
        ConnectionStage.Deprovisioning or ConnectionStage.AwaitingConsumerDelete => new(
            "Ended", Tone.Bad, "It has ended. Delete your endpoint in your account: AWS bills you for it until then."),
        ConnectionStage.Denied => new("Not approved", Tone.Bad, $"It was not approved. Ask {view.Provider}."),
        ConnectionStage.Unknown => new("Unknown", Tone.Doubtful, "This page cannot tell at the moment. Look again later."),
        _ => new("Ended", Tone.Quiet, $"It has ended. Ask {view.Provider} if you need another one."),
    };
}
