using Microsoft.AspNetCore.Http.Metadata;

namespace Portal.Web.Api.Contract;

/// <summary>What an endpoint says of itself, for the API's document.</summary>
internal static class ContractMetadata
{
    /// <param name="id">By which generated clients call it; it never changes.</param>
    /// <param name="summary">What it is for, in a few words.</param>
    public static RouteHandlerBuilder Called(this RouteHandlerBuilder endpoint, string id, string summary) => endpoint.WithName(id).WithSummary(summary);

    /// <summary>AWS is asked before it answers, and may fail.</summary>
    public static RouteHandlerBuilder AskingAws(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AsksAws());

    /// <summary>Says with what it answers when all is well.</summary>
    /// <param name="headers">What the reply carries beside the body.</param>
    public static void Answers<T>(this EndpointBuilder builder, int status, params IEnumerable<string> headers)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));
        foreach (var header in headers)
        {
            builder.Metadata.Add(new ReplyHeader(status, header));
        }
    }
}
