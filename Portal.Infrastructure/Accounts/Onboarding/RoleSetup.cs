using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Networking;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>All that an account's administrator needs to let the portal in, in whichever way they make roles.</summary>
/// <param name="Trust">The trust policy, as JSON.</param>
/// <param name="Policy">The permissions, as JSON.</param>
/// <param name="CloudFormation">A template that makes the role.</param>
/// <param name="Terraform">The same for Terraform.</param>
public sealed record RoleSetup(
    string AccountId, string RoleArn, string Name, string ExternalId, IReadOnlyList<AccountUse> Uses, string Trust, string Policy, string CloudFormation,
    string Terraform)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="portalAccountId">The account that the portal itself works from.</param>
    public static RoleSetup Of(
        AwsPartition partition, string accountId, string roleArn, string externalId, string portalAccountId, IReadOnlyList<AccountUse> uses)
    {
        var trust = RolePolicy.Trust(partition, portalAccountId, externalId);
        var policy = RolePolicy.Of(partition, accountId, uses);
        return new(
            accountId, roleArn, RolePolicy.RoleName, externalId, uses, Text(trust), Text(policy), Text(Template(trust, policy)), Module(trust, policy));
    }

    private static JsonObject Template(JsonObject trust, JsonObject policy) => new()
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = "The role by which the PrivateLink Portal works in this account.",
        ["Resources"] = new JsonObject
        {
            ["PortalRole"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::Role",
                ["Properties"] = new JsonObject
                {
                    ["RoleName"] = RolePolicy.RoleName,
                    ["AssumeRolePolicyDocument"] = trust.DeepClone(),
                    ["Policies"] = new JsonArray(
                        new JsonObject { ["PolicyName"] = RolePolicy.RoleName, ["PolicyDocument"] = policy.DeepClone() }),
                },
            },
        },
    };

    private static string Module(JsonObject trust, JsonObject policy) => $$"""
        resource "aws_iam_role" "privatelink_portal" {
          name               = "{{RolePolicy.RoleName}}"
          assume_role_policy = jsonencode({{Text(trust)}})
        }

        resource "aws_iam_role_policy" "privatelink_portal" {
          name   = "{{RolePolicy.RoleName}}"
          role   = aws_iam_role.privatelink_portal.id
          policy = jsonencode({{Text(policy)}})
        }

        """;

    private static string Text(JsonObject document) => document.ToJsonString(Indented);
}
