using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Portal.Domain;

namespace Portal.Infrastructure.Audit;

/// <summary>
/// How far somebody who follows along has read: everything up to this row, in the order of the transactions that wrote them. Opaque to callers, and versioned.
/// </summary>
internal sealed record EventCursor(ulong Transaction, Guid Id)
{
    private const string Version = "2";

    public static EventCursor Beginning { get; } = new(0, Guid.Empty);

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}.{Transaction}.{Id:N}")));

    /// <exception cref="InvalidInputException">The text is no cursor of this portal's events.</exception>
    public static EventCursor Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Beginning;
        }

        try
        {
            if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [Version, var transaction, var id])
            {
                return new(ulong.Parse(transaction, NumberStyles.None, CultureInfo.InvariantCulture), Guid.ParseExact(id, "N"));
            }
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException)
        {
            // Said below.
        }

        throw new InvalidInputException([new("after", "This is not a cursor that the portal gave for its events. Begin again without one.")]);
    }
}
