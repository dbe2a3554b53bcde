using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>axe in the page itself.</summary>
/// <remarks>Deque's own way for Playwright opens another window at each run, for frames of foreign sites, of which there are none here.</remarks>
public sealed class Axe
{
    private const string Run =
        """
        rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })
            .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private readonly object _rules;

    private Axe(string type, params string[] values) => _rules = new { type, values };

    /// <summary>WCAG 2.2 AA, and what axe holds to be good practice.</summary>
    public static Axe All { get; } = new("tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /// <summary>What the colours decide; all else is the same in light and dark, since the markup is.</summary>
    public static Axe Colors { get; } = new("rule", "color-contrast", "link-in-text-block");

    /// <summary>What is wrong with the page that is open.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        // It stays in the document until another one is loaded.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Run, _rules);
    }
}
