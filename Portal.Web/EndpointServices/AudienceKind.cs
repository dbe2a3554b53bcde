using System.Text.Json.Serialization;
using Portal.Domain;

namespace Portal.Web.EndpointServices;

/// <summary>How wide a circle is.</summary>
[JsonConverter(typeof(EnumWordsConverter))]
public enum AudienceKind
{
    Everyone,
    Chosen,
    Nobody,
}
