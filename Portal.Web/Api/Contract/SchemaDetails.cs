using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Web.Api.Contract;

/// <summary>Tells of each schema what the framework cannot know: what the API's converters write, what has to be sent, that words may be added.</summary>
internal static class SchemaDetails
{
    private const string Words = "x-extensible-enum";

    /// <summary>What may not be left out of what is sent.</summary>
    private static readonly Dictionary<Type, string[]> Needed = new()
    {
        [typeof(RequestConnectionInput)] = ["serviceId", "accountId", "region", "justification"],
        [typeof(SubnetInput)] = ["subnetId"],
        [typeof(BringEndpointInput)] = ["vpcEndpointId"],
        [typeof(CutOffInput)] = ["reason"],
        [typeof(AbandonInput)] = ["reason"],
        [typeof(PublishServiceInput)] = ["name", "accountId", "region", "vpcId", "subnetIds", "listeners"],
        [typeof(ListenerInput)] = ["protocol", "port", "targetGroup"],
        [typeof(TargetInput)] = ["kind", "id"],
        [typeof(DecideDifferencesInput)] = ["action", "keys"],
        [typeof(RejectUnclaimedInput)] = ["reason"],
        [typeof(ClaimEndpointInput)] = ["connectionId"],
        [typeof(AdoptEndpointInput)] = ["justification"],
        [typeof(AnswerChallengeInput)] = ["signedRequest"],
        [typeof(RegisterAccountInput)] = ["accountId", "alias", "region"],
        [typeof(DecideReviewInput)] = ["decision", "planHash"],
    };

    public static Task TellAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var none = type == context.JsonTypeInfo.Type ? default : JsonSchemaType.Null;
        if (type.IsEnum)
        {
            SayWords(schema, [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)], none);
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | none, "date-time");
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (schema.Type is { } number && number.HasFlag(JsonSchemaType.Integer))
        {
            // Read from text, too; never written as one.
            (schema.Type, schema.Pattern) = (number & ~JsonSchemaType.String, null);
        }
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 })
        {
            SayMembers(schema, context.JsonTypeInfo);
        }

        return Task.CompletedTask;
    }

    /// <summary>A text that is one of a few words, to which more may be added.</summary>
    public static void SayWords(OpenApiSchema schema, IReadOnlyList<string> words, JsonSchemaType none = default)
    {
        schema.Type = JsonSchemaType.String | none;
        schema.Enum = null;
        schema.Examples = [words[0]];
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        schema.Extensions[Words] = new JsonNodeExtension(new JsonArray([.. words.Select(word => JsonValue.Create(word))]));
    }

    /// <returns>The words of such a text; none for another schema.</returns>
    public static IReadOnlyList<string>? WordsOf(OpenApiSchema schema) =>
        schema.Extensions?.TryGetValue(Words, out var said) == true && said is JsonNodeExtension { Node: JsonArray words }
            ? [.. words.Select(word => word!.GetValue<string>())]
            : null;

    private static void SayMembers(OpenApiSchema schema, JsonTypeInfo info)
    {
        foreach (var member in info.Properties.Where(HasNone))
        {
            if (schema.Properties![member.Name] is OpenApiSchema { AdditionalProperties: OpenApiSchema value })
            {
                value.Type |= JsonSchemaType.Null;
            }
        }

        if (info.Type.Name.EndsWith("Input", StringComparison.Ordinal))
        {
            schema.AdditionalPropertiesAllowed = false;
            schema.Required = Needed.GetValueOrDefault(info.Type)?.ToHashSet();
            foreach (var name in schema.Required ?? new HashSet<string>())
            {
                if (schema.Properties![name] is OpenApiSchema { Type: { } type } member)
                {
                    member.Type = type & ~JsonSchemaType.Null;
                }
            }
        }
        else
        {
            // Readers ignore what they do not know. What is known is always written, unless the member itself says otherwise.
            schema.AdditionalPropertiesAllowed = true;
            schema.Required = info.Properties.Where(member => member.Get is not null && Ignored(member) is null).Select(member => member.Name).ToHashSet();
        }
    }

    /// <summary>Whether it maps keys to values of which some may be none.</summary>
    private static bool HasNone(JsonPropertyInfo member) => member.AttributeProvider is PropertyInfo property
        && new NullabilityInfoContext().Create(property).GenericTypeArguments is [_, { ReadState: NullabilityState.Nullable }];

    private static JsonIgnoreCondition? Ignored(JsonPropertyInfo member) =>
        (member.AttributeProvider as MemberInfo)?.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition;
}
