using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;

namespace Portal.Web.Shared;

/// <summary>Stages, parties, steps, actions and causes as people say them.</summary>
internal static partial class DisplayText
{
    /// <summary><c>AwaitingApproval</c> is said "Awaiting approval".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    /// <summary>The same, with what is stored where only a newer version of the portal knows the word.</summary>
    public static string Of<T>(T value, string? stored)
        where T : struct, Enum => EnumWords.Said(value, stored);

    /// <inheritdoc cref="Of{T}(T, string?)"/>
    public static string Of<T>(T value, UnreadablePart? unreadable)
        where T : struct, Enum => Of(value, unreadable?.Text);

    public static string Of(string name) => EnumWords.Said(name);

    /// <summary>A zone with what the account itself calls it: <c>use1-az1 (us-east-1a)</c>.</summary>
    public static string Zone(string id, string? name) => string.IsNullOrEmpty(name) ? id : $"{id} ({name})";

    /// <summary>Whose turn it is, to be followed by a colon.</summary>
    public static string Turn(Party party) => party switch
    {
        Party.Aws => "AWS is at work",
        Party.Portal => "The portal is at work",
        Party.Provider => "The provider's turn",
        Party.Consumer => "The consumer's turn",
        Party.NetworkAdmin => "A network admin's turn",
        _ => "The operator's turn",
    };

    /// <summary>What a step of a plan does: <c>endpoint.create</c>, with or without the part of its key after the slash.</summary>
    public static string Step(string key) => StepDefinitions.Find(new StepKey(key))?.Title ?? key.Split('/')[0];

    /// <summary>What happened, of an action in the history: <c>connection.mark-available</c> is said "Became available".</summary>
    public static string Action(string action) => action switch
    {
        "connection.submit" => "Asked for",
        "connection.approve" => "Approved by all, work began",
        "connection.deny" => "Rejected",
        "connection.request-changes" => "Sent back for changes",
        "connection.withdraw" => "Taken back",
        "connection.expire" => "Expired",
        "connection.delete" => "Deletion asked for",
        "connection.mark-available" => "Became available",
        "connection.mark-disconnected" => "Was disconnected",
        "connection.mark-deleted" => "Is deleted",
        "connection.await-consumer" => "Waits for the consumer’s endpoint",
        "connection.bring-endpoint" => "Endpoint brought by the consumer",
        "connection.mark-awaiting-consumer-delete" => "Cut off; the consumer has to delete the endpoint",
        "connection.reconnect" => "Reconnection asked for",
        "connection.cut-off" => "Cut off on the provider’s side",
        "connection.restore" => "Restored; the endpoint is accepted again",
        "connection.abandon" => "Abandoned with its endpoint left in AWS",
        "connection.retry" or "service.retry" => "Another look at AWS asked for",
        "connection.describe" => "Description changed",
        "connection.change" or "service.change" => "Changed",
        "connection.propose" or "service.propose" => "Change proposed",
        "connection.repair-difference" or "service.repair-difference" => "Repair of an outside change asked for",
        "connection.ignore-difference" or "service.ignore-difference" => "Outside change to be left alone",
        "connection.drop-proposal" or "service.drop-proposal" => "Proposed change dropped",
        "service.publish" => "Publication asked for",
        "service.mark-available" => "Became available",
        "service.mark-withdrawn" => "Is withdrawn",
        "service.mark-lost" => "Is no longer found in AWS",
        "service.mark-draining" => "Was found again, and goes on to its withdrawal",
        "service.drain" => "Announced to be withdrawn",
        "service.resume-service" => "Withdrawal called off",
        "service.withdraw" => "Withdrawal began",
        "service.describe" => "Description changed",
        "service.change-visibility" => "Who finds it in the catalogue changed",
        "service.change-approval" => "Whose requests need no decision changed",
        "service.verify-private-dns" => "Asked AWS to verify the private DNS name",
        "service.lift-rejection" => "Rejection of an endpoint taken back",
        "review.approve" => "Approved",
        "review.deny" => "Rejected",
        "review.request-changes" => "Changes asked for",
        "review.comment" => "Commented",
        "account.register" => "Registered",
        "account.challenge" => "A signature was asked for as proof",
        "account.prove" => "Proved",
        "account.proof-failed" => "Proof was tried in vain",
        "account.retire" => "Retired",
        "account.permissions" => "Other permissions of the role are missing than before",
        "account.tag.learn" => "Learnt that AWS asks for a tag",
        "account.tag.forget" or "team.tag.forget" => "A tag is asked for no more",
        "account.tag.require" or "team.tag.require" => "A tag is asked for",
        "session.sign-in" => "Signed in",
        "session.sign-out" => "Signed out",
        "session.refused" => "Was turned away at sign-in",
        "person.roles-by-groups" => "Roles by groups changed",
        "person.portal-roles" => "Roles in the whole portal changed",
        "person.team-roles" => "Roles for a team changed",
        "person.block" => "Blocked",
        "person.unblock" => "Let in again",
        "person.end-sessions" => "Signed out everywhere",
        "team.make" => "Team made",
        "team.rename" => "Team renamed",
        "team.close" => "Team closed",
        "team.reopen" => "Team opened again",
        "invitation.make" => "Invitation made",
        "invitation.withdraw" => "Invitation withdrawn",
        "invitation.accept" => "Came in by an invitation",
        "group-rule.make" => "Rule for a group made",
        "group-rule.remove" => "Rule for a group removed",
        "customer.open" => "Opened a connection for a customer",
        "customer.renew-link" => "Made a new link for a customer",
        "customer.withdraw-link" => "Withdrew a customer's link",
        "customer.give-account" => "The customer said their account",
        "account.grant.give" => "Another team was let connect",
        "account.grant.change" => "The VPCs of another team changed",
        "account.grant.take-away" => "Another team may connect no more",
        "token.made" => "Made an API token",
        "token.revoked" => "Revoked an API token",
        "access.refused" => "Was refused",
        _ when action.StartsWith("aws.", StringComparison.Ordinal) => $"AWS: {Step(action["aws.".Length..])}",
        _ => Capitalized(action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('-', ' ')),
    };

    /// <summary>Whether private DNS is on in the consumer's VPC.</summary>
    public static string Of(PrivateDnsStatusView status) => (status.IsOn, status.IsWanted) switch
    {
        (true, true) => "On",
        (true, false) => "On, not asked for",
        _ => "Not on yet",
    };

    /// <summary>What private DNS waits for, or where its name leads.</summary>
    public static string PrivateDnsNote(PrivateDnsStatusView status) =>
        status.IsOn == true ? "Inside the VPC this name leads to the endpoint."
        : status.WaitingFor is { } waiting ? EndSentence($"{Turn(waiting.Who)}: {waiting.What}")
        : "It is switched on by itself as soon as the endpoint is available.";

    /// <summary>A text in which moments stand as programs write them, with those as people read them.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? WithTimes(string? text) => text is null ? null : WrittenTime().Replace(
        text, match => DateTimeOffset.TryParse(match.Value, CultureInfo.InvariantCulture, out var at) ? RelativeTime.Exact(at) : match.Value);

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenTime();

    /// <summary>With one full stop at the end.</summary>
    public static string EndSentence(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    public static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
