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

/// <summary>A wish to stop matching calls until it is released.</summary>
internal sealed record HoldRequest(string? Action, string? Account, HoldMoment? When, int? Times);

/// <summary>A hold as the control API shows it.</summary>
internal sealed record HoldView(string Id, string Action, string? Account, HoldMoment When, int? Times, int Waiting, IReadOnlyList<string> RequestIds);
