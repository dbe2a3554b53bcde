namespace Portal.Web.Security.Limits;

/// <summary>How many requests a minute there may be, of one and the same; as many may come at once.</summary>
internal sealed class LimitSettings
{
    public const int Most = 1_000_000;

    /// <summary>Over the API with one token.</summary>
    public int TokenPerMinute { get; set; } = 3_000;

    /// <summary>Over the API by one person, whichever tokens they use.</summary>
    public int PersonPerMinute { get; set; } = 6_000;

    /// <summary>Over the API for one team, by all of its people together.</summary>
    public int TeamPerMinute { get; set; } = 12_000;

    /// <summary>Pages that one session in a browser asks for; what an open page does by itself is none.</summary>
    public int BrowserPerMinute { get; set; } = 1_200;

    /// <summary>From one address by nobody who is signed in, tokens that are guessed among them; an IPv6 network of 64 bits is one address.</summary>
    public int AddressPerMinute { get; set; } = 600;

    /// <summary>What is sent by one link that needs no sign-in, such as a customer's; to look at it is none.</summary>
    public int LinkPerMinute { get; set; } = 20;

    /// <summary>All that is out of bounds, in words.</summary>
    public IEnumerable<string> Problems() =>
        from one in new (string Name, int Number)[]
        {
            (nameof(TokenPerMinute), TokenPerMinute), (nameof(PersonPerMinute), PersonPerMinute), (nameof(TeamPerMinute), TeamPerMinute),
            (nameof(BrowserPerMinute), BrowserPerMinute), (nameof(AddressPerMinute), AddressPerMinute), (nameof(LinkPerMinute), LinkPerMinute),
        }
        where one.Number is < 1 or > Most
        select $"Portal:Limits:{one.Name} is {one.Number}; use 1 to {Most}.";
}
