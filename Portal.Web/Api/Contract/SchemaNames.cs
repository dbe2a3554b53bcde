using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Api.Contract;

/// <summary>What the schemas of the document are called: as people call the thing, and never two things alike.</summary>
internal sealed class SchemaNames
{
    /// <summary>Where the name of the type, without what it ends in, is another thing's.</summary>
    private static readonly Dictionary<Type, string> Own = new()
    {
        [typeof(WaitingView)] = "WaitingFor",
        [typeof(ProofView)] = "AccountProof",
        [typeof(EndpointServiceView)] = "Service",
        [typeof(EndpointServiceAwsView)] = "ServiceInAws",
        [typeof(EndpointServiceOwnView)] = "ServiceOfProvider",
        [typeof(DecisionView)] = "ReviewDecision",
        [typeof(HeldRoles<TeamRole>)] = "TeamRoles",
        [typeof(HeldRoles<PortalRole>)] = "PortalRoles",
    };

    private readonly ConcurrentDictionary<string, Type> _taken = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Another type has the name.</exception>
    public string? Of(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = Name(type);
        return _taken.GetOrAdd(name, type) == type
            ? name
            : throw new InvalidOperationException($"{type} and {_taken[name]} would both be called {name} in the API's document.");
    }

    private static string Name(Type type) => type switch
    {
        _ when Own.TryGetValue(type, out var own) => own,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Page<>) => $"{Name(type.GetGenericArguments()[0])}Page",
        _ => type.Name.EndsWith("View", StringComparison.Ordinal) || type.Name.EndsWith("Body", StringComparison.Ordinal) ? type.Name[..^4] : type.Name,
    };
}
