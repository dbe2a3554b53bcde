namespace Portal.Web.Hosting;

/// <summary>One thing that was looked at before the portal starts, and what to do if it is not as it has to be.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Words">A sentence.</param>
internal sealed record CheckLine(CheckVerdict Verdict, string Subject, string Words)
{
    public static CheckLine Ok(string subject, string words) => new(CheckVerdict.Ok, subject, words);

    public static CheckLine Note(string subject, string words) => new(CheckVerdict.Note, subject, words);

    public static CheckLine Problem(string subject, string words) => new(CheckVerdict.Problem, subject, words);

    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant(),-8} {Subject}: {Words}";
}
