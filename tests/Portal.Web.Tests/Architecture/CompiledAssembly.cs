using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Portal.Web.Tests.Architecture;

/// <summary>What a compiled assembly refers to and declares, read from its metadata.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public CompiledAssembly(string name)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        _metadata = _file.GetMetadataReader();
    }

    public IReadOnlyList<string> References =>
        [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];

    public IReadOnlyList<string> UsedNamespaces =>
        [.. _metadata.TypeReferences.Select(handle => _metadata.GetString(_metadata.GetTypeReference(handle).Namespace)).Distinct()];

    public IReadOnlyList<string> DeclaredTypes => [.. _metadata.TypeDefinitions
        .Select(handle => _metadata.GetTypeDefinition(handle))
        .Select(type => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}".TrimStart('.'))
        .Where(name => !name.Contains('<'))];

    public void Dispose() => _file.Dispose();
}
