using System.Globalization;

namespace Portal.Web.Security.Limits;

/// <summary>That somebody has asked too often.</summary>
/// <param name="Who">Whose requests were counted, for example <c>This token</c>.</param>
/// <param name="Most">How many there may be a minute.</param>
/// <param name="After">When there is room again.</param>
/// <param name="IsOfAddress">Whether an address was counted, and nobody that the portal knows.</param>
internal sealed record TooMany(string Who, int Most, TimeSpan After, bool IsOfAddress)
{
    private string Seconds => Math.Max(1, Math.Ceiling(After.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);

    private string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Who} may send {Most:N0} requests a minute. Nothing was done. Come again in {Seconds} s, and less often.");

    /// <summary>Tells a program.</summary>
    public Task ToProgramAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = Seconds;
        return TypedResults.Problem(Text, statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests").ExecuteAsync(context);
    }

    /// <summary>Tells a person in their browser.</summary>
    public Task ToPersonAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = Seconds;
        return TypedResults.Text(Text, statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }
}
