using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Portal.Testing.Architecture;

/// <summary>Finds folders that depend on each other in a circle. Namespaces stand for folders; a parent and its child are two.</summary>
public static class FolderCircles
{
    private const int ShownUses = 5;

    /// <summary>The shortest circle of every group of folders that are tied together, in words; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) => Of(UsesIn(assembly));

    public static IReadOnlyList<string> Of(IEnumerable<TypeUse> uses)
    {
        var links = uses.Where(use => use.Folder != use.UsedFolder).ToLookup(use => (use.Folder, use.UsedFolder));
        var next = links.ToLookup(link => link.Key.Folder, link => link.Key.UsedFolder);
        var circles = next.Select(folder => Shortest(folder.Key, next)).OfType<List<string>>().OrderBy(circle => circle.Count).ToList();
        var described = new List<string>();
        while (circles is [var circle, ..])
        {
            var tied = circles.Where(other => Reachable(circle[0], next).Contains(other[0]) && Reachable(other[0], next).Contains(circle[0])).ToList();
            described.Add(Describe(circle, tied.Count, links));
            circles = [.. circles.Except(tied)];
        }

        return described;
    }

    private static IEnumerable<TypeUse> UsesIn(Assembly assembly)
    {
        // What the compiler makes for lambdas, iterators and async methods counts for the type that contains it: ArchUnitNET sees to that.
        var types = new ArchLoader().LoadAssembly(assembly).Build().Types.ToList();
        var own = types.ToHashSet();
        return
            from type in types
            from dependency in type.Dependencies
            from used in dependency.TargetGenericArguments.Select(argument => argument.Type).Prepend(dependency.Target)
            where own.Contains(used) && IsOurs(type) && IsOurs(used)
            select new TypeUse(type.Namespace.FullName, Outermost(type), used.Namespace.FullName, Outermost(used));
    }

    /// <summary>What stands in for a vendor's package keeps that package's namespaces, and is no room of this house.</summary>
    private static bool IsOurs(IType type) => type.Namespace.FullName.StartsWith("Portal.", StringComparison.Ordinal);

    private static string Outermost(IType type)
    {
        var (name, folder) = (type.FullName.Split('+', '/')[0], type.Namespace.FullName + ".");
        return name.StartsWith(folder, StringComparison.Ordinal) ? name[folder.Length..] : name;
    }

    /// <summary>The folders on the shortest way from one back to itself; null when there is none.</summary>
    private static List<string>? Shortest(string folder, ILookup<string, string> next)
    {
        var cameFrom = new Dictionary<string, string>();
        var open = new Queue<string>([folder]);
        while (open.TryDequeue(out var at))
        {
            foreach (var to in next[at].Where(to => cameFrom.TryAdd(to, at)))
            {
                open.Enqueue(to);
            }
        }

        if (!cameFrom.TryGetValue(folder, out var last))
        {
            return null;
        }

        var way = new List<string> { folder };
        for (var at = last; at != folder; at = cameFrom[at])
        {
            way.Insert(1, at);
        }

        return way;
    }

    private static HashSet<string> Reachable(string folder, ILookup<string, string> next)
    {
        var found = new HashSet<string>();
        var open = new Queue<string>([folder]);
        while (open.TryDequeue(out var at))
        {
            foreach (var to in next[at].Where(found.Add))
            {
                open.Enqueue(to);
            }
        }

        return found;
    }

    private static string Describe(List<string> circle, int tied, ILookup<(string, string), TypeUse> links)
    {
        var steps = circle.Zip(circle.Skip(1).Append(circle[0]), (from, to) => (from, to)).ToList();
        var lines = steps.Select(
            step => $"  {step.from} -> {step.to}: {Shown([.. links[step].Select(use => use.ToString()).Distinct().Order(StringComparer.Ordinal)])}");
        return $"{string.Join(" -> ", [.. circle, circle[0]])} ({tied} folders are tied together)\n{string.Join('\n', lines)}";
    }

    private static string Shown(List<string> uses) =>
        string.Join(", ", uses.Take(ShownUses)) + (uses.Count > ShownUses ? $" and {uses.Count - ShownUses} more" : "");
}
