namespace Portal.Web.Api.Contract;

/// <summary>Says of an endpoint that it asks AWS before it answers.</summary>
internal sealed record AsksAws;
