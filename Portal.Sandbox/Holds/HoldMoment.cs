using System.Text.Json.Serialization;

namespace Portal.Sandbox.Holds;

/// <summary>When a hold stops a call: before its effect, or after it but before the reply.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HoldMoment>))]
internal enum HoldMoment
{
    [JsonStringEnumMemberName("before")]
    Before,

    [JsonStringEnumMemberName("after")]
    After,
}
