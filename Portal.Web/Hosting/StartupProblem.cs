namespace Portal.Web.Hosting;

/// <summary>The host cannot start as it was asked to; every reason is a sentence that says what to do.</summary>
internal sealed class StartupProblem(params IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;

    public static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new StartupProblem(problems);
        }
    }
}
