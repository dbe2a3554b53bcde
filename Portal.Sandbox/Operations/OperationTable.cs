using System.Collections.Frozen;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>All operations by API and action: every sealed class derived from <see cref="Operation"/> is one.</summary>
internal static class OperationTable
{
    private static readonly FrozenDictionary<(AwsApi Api, string Action), Operation> Operations = typeof(Operation).Assembly.GetTypes()
        .Where(type => type.IsSealed && type.IsSubclassOf(typeof(Operation)))
        .Select(type => (Operation)Activator.CreateInstance(type)!)
        .ToFrozenDictionary(operation => (operation.Api, operation.Action));

    public static IEnumerable<Operation> All => Operations.Values;

    public static Operation Find(AwsApi api, string action, string? version) =>
        Operations.GetValueOrDefault((api, action)) is { } operation && (version is null || version == api.Version)
            ? operation
            : throw CommonErrors.UnknownAction(api, action, version);
}
