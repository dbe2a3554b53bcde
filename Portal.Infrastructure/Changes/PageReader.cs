namespace Portal.Infrastructure.Changes;

/// <summary>Reads what one page shows. It knows nothing of the page, so that one read may serve everybody who looks at it.</summary>
public abstract class PageReader<TQuery, TSnapshot>
    where TQuery : PageQuery
    where TSnapshot : class
{
    public abstract Task<TSnapshot> ReadAsync(TQuery query, CancellationToken cancellationToken);

    /// <summary>What else the answer is about, that only reading has shown: a change of it makes the answer old, too.</summary>
    public virtual IEnumerable<string> AlsoAbout(TSnapshot snapshot) => [];
}
