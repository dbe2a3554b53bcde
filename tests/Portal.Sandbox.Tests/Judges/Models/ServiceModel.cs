using System.IO.Compression;
using System.Text.Json;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>AWS's own description of one API: its operations, and the shape of everything that is sent.</summary>
internal sealed record ServiceModel(ModelMetadata Metadata, IReadOnlyDictionary<string, ModelOperation> Operations, IReadOnlyDictionary<string, Shape> Shapes)
{
    public bool IsEc2 => Metadata.Protocol == "ec2";

    /// <summary>Whether a reply has no envelope.</summary>
    public bool IsRest => Metadata.Protocol == "rest-xml";

    /// <summary>Models of some APIs have it only beside single shapes.</summary>
    public string XmlNamespace => Metadata.XmlNamespace ?? $"https://{Metadata.EndpointPrefix}.amazonaws.com/doc/{Metadata.ApiVersion}/";

    /// <summary>Reads service-2.json, which newer releases of botocore pack.</summary>
    public static ServiceModel Read(string directory)
    {
        var plain = Path.Combine(directory, "service-2.json");
        using Stream file = File.Exists(plain) ? File.OpenRead(plain) : new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ServiceModel>(file, JsonSerializerOptions.Web) ?? throw new JsonException($"{directory} has no model.");
    }

    public Shape ShapeOf(ShapeRef reference) => Shapes[reference.Shape];

    /// <summary>The structure that an operation takes or gives; null when it has none.</summary>
    public Shape? Structure(ShapeRef? reference) => reference is null ? null : ShapeOf(reference);

    /// <summary>What a member is called in a request: EC2 begins every name with a capital.</summary>
    public string RequestName(string name, ShapeRef member) => IsEc2
        ? member.QueryName ?? (member.LocationName is { } given ? char.ToUpperInvariant(given[0]) + given[1..] : name)
        : member.LocationName ?? name;

    /// <summary>What an entry of a list is called in a reply.</summary>
    public static string ItemName(Shape list) => list.Member!.LocationName ?? "member";
}

internal sealed record ModelMetadata(string Protocol, string ApiVersion, string? XmlNamespace, string EndpointPrefix);

internal sealed record ModelOperation(ShapeRef? Input, ShapeRef? Output, IReadOnlyList<ShapeRef>? Errors);

internal sealed record ModelError(string Code, int HttpStatusCode);
