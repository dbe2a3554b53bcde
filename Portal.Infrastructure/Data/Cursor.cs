using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>Where a list goes on: after this moment and id. Opaque to callers, and versioned.</summary>
public sealed record Cursor(DateTimeOffset At, Guid Id)
{
    private const string Version = "1";

    public const int MostItems = 200;

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}.{At.ToUnixTimeMilliseconds()}.{Id:N}")));

    /// <exception cref="InvalidInputException">The text is no cursor of this portal.</exception>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [Version, var at, var id])
            {
                return new(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, NumberStyles.None, CultureInfo.InvariantCulture)), Guid.ParseExact(id, "N"));
            }
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            // Said below.
        }

        throw new InvalidInputException([new("cursor", "This is not a cursor that the portal gave. Start the list again without one.")]);
    }

    /// <exception cref="InvalidInputException">The number is out of range.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => 50,
        >= 1 and <= MostItems => limit.Value,
        _ => throw new InvalidInputException([new("limit", $"Ask for 1 to {MostItems} items at a time.")]),
    };
}
