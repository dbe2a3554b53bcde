using System.Collections.Frozen;
using System.Reflection;

namespace Portal.Domain.Provisioning;

/// <summary>Every kind of mutating step that the portal takes, as found in this assembly.</summary>
public static class StepDefinitions
{
    private static readonly FrozenDictionary<string, StepDefinition> ByName = Discover().ToFrozenDictionary(definition => definition.Name);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<StepDefinition> All { get; } = [.. ByName.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <exception cref="KeyNotFoundException">No definition has this name.</exception>
    public static StepDefinition Of(StepKey key) => ByName[key.TypeName];

    /// <returns>None for a step that only a newer version of the portal takes.</returns>
    public static StepDefinition? Find(StepKey key) => ByName.GetValueOrDefault(key.TypeName);

    /// <summary>A definition that sends such calls; those that share a kind of call act in the same account.</summary>
    /// <exception cref="InvalidOperationException">None does.</exception>
    public static StepDefinition Sending(Type callType) => All.First(definition => definition.CallType == callType);

    /// <summary>The definitions of one kind of aggregate.</summary>
    public static IEnumerable<StepDefinition<TSpec, TObservation>> For<TSpec, TObservation>() => All.OfType<StepDefinition<TSpec, TObservation>>();

    /// <summary>Whether the observation shows the step's effect; none if it cannot be told, or only a newer version of the portal takes such a step.</summary>
    public static bool? IsDone<TSpec, TObservation>(TSpec spec, TObservation seen, StepKey key) =>
        Find(key) is StepDefinition<TSpec, TObservation> definition ? definition.IsDone(spec, seen, key) : null;

    private static IEnumerable<StepDefinition> Discover() => typeof(StepDefinition).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StepDefinition)) && !type.IsAbstract)
        .Select(type => (StepDefinition)type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
}
