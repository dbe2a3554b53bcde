using Amazon.Runtime;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Finds in a refusal which tags AWS asks for, and says what to do about it.</summary>
internal static class TagDemands
{
    private const string TagPolicyViolation = "TagPolicyViolation";
    private const string Forbids = " forbids ";

    /// <param name="definition">The step that was refused: only what sends tags along can be short of one.</param>
    public static async Task<AwsFailure> ExplainAsync(
        AwsClients clients, AwsScope scope, StepDefinition definition, AwsFailure refused, CancellationToken cancellationToken)
    {
        if (refused.Code == TagPolicyViolation)
        {
            return refused with { AskedTags = AccessErrors.KeyOfTagPolicy(refused.Message) is { } key ? [new(key, IsRequired: false)] : null };
        }

        if (refused.Class != RetryClass.UserFix || DecodedDenial.EncodedIn(refused.Message) is not { } encoded)
        {
            return refused;
        }

        try
        {
            return Explained(refused, definition, DecodedDenial.Read(await clients.DecodeAsync(scope, encoded, cancellationToken).ConfigureAwait(false)));
        }
        catch (AmazonServiceException denied) when (denied.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            return refused with
            {
                Action = $"{refused.Action}. To have the portal say why by itself, allow {DecodePermission} in the role's policies",
            };
        }
        catch (Exception failed) when (AwsErrors.Understands(failed, cancellationToken))
        {
            // What is told already is enough to go on with; it is asked again with the next refusal.
            return refused;
        }
    }

    /// <summary>Read-only: without it the portal cannot say which tag a Deny asks for.</summary>
    public const string DecodePermission = "sts:DecodeAuthorizationMessage";

    private static AwsFailure Explained(AwsFailure refused, StepDefinition definition, DecodedDenial? denial)
    {
        if (denial is null || !denial.IsExplicit)
        {
            return refused;
        }

        var sendsTags = definition.Creates || definition.CallType.IsSubclassOf(typeof(TagsCall));
        if (sendsTags && denial.MissingTags is { Count: > 0 } missing)
        {
            var (what, tags) = (definition.Side == Party.Provider ? "service" : "connection", missing.Count == 1 ? "tag" : "tags");
            var names = string.Join(", ", missing);
            var at = refused.Cause.IndexOf(Forbids, StringComparison.Ordinal);
            var who = at < 0 ? "An explicit Deny" : refused.Cause[..at];
            return refused with
            {
                Cause = $"{who} asks for the {tags} {names}{(at < 0 ? "" : $", and forbids {refused.Cause[(at + Forbids.Length)..]} without")}",
                Owner = definition.Side,
                Action = $"Give the {what} the {tags} {names}; the portal then goes on by itself",
                WayOut = definition.Side == Party.Provider ? WayOut.ChangeService : WayOut.ChangeConnection,
                AskedTags = [.. missing.Select(key => new TagDemand(key, IsRequired: true))],
            };
        }

        return refused with
        {
            Action = denial.Keys.Count > 0
                ? $"{refused.Action}. The Deny's conditions look at {string.Join(", ", denial.Keys)}"
                : $"{refused.Action}. AWS does not tell the portal the statement: whoever looks after the organisation can read its conditions",
        };
    }
}
