using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Tests.Changes;

public sealed class HeardChangesTests
{
    private static readonly HashSet<string> Mine = ["connection:1", "service:7"];

    private readonly HeardChanges _heard = new();

    [Fact]
    public void What_was_heard_before_a_read_was_begun_does_not_make_it_old()
    {
        _heard.Add(["connection:1", "connections"]);
        var begun = _heard.Position;
        _heard.Add(["connection:2", "connections"]);

        Assert.False(_heard.Any(Mine, begun));
        _heard.Add(["service:7", "services"]);
        Assert.True(_heard.Any(Mine, begun));
        Assert.False(_heard.Any(Mine, _heard.Position));
    }

    [Fact]
    public void After_a_break_everything_from_before_it_is_old()
    {
        var begun = _heard.Position;
        _heard.Add(null);

        Assert.True(_heard.Any(Mine, begun));
        Assert.False(_heard.Any(Mine, _heard.Position));
    }

    [Fact]
    public void Of_what_is_too_long_ago_to_be_known_it_counts_as_changed()
    {
        var begun = _heard.Position;
        for (var number = 0; number < 1_025; number++)
        {
            _heard.Add(["connection:2", "connections"]);
        }

        Assert.True(_heard.Any(Mine, begun));
        Assert.False(_heard.Any(Mine, begun + 1));
    }
}
