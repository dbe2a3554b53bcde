using System.CommandLine;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class PortalCommandLineTests
{
    private PortalCommandLine? _line;

    [Fact]
    public async Task Nothing_said_means_every_default()
    {
        Assert.Equal("", await RunAsync());
        Assert.Equal(new PortalCommandLine(null, null, false, false, false), _line);
    }

    [Theory]
    [InlineData("--port 8080 --data here --reset --migrate --check")]
    [InlineData("--port=8080 --data=here --check --migrate --reset")]
    public async Task Every_option_is_understood_in_both_spellings_and_any_order(string arguments)
    {
        Assert.Equal("", await RunAsync(arguments.Split(' ')));
        Assert.Equal(new PortalCommandLine(8080, "here", true, true, true), _line);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65535)]
    public async Task The_ports_at_both_ends_are_taken(string text, int expected)
    {
        await RunAsync("--port", text);
        Assert.Equal(expected, _line?.Port);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("eighty")]
    [InlineData("80 80")]
    [InlineData("١٢")]
    public async Task What_is_no_port_is_named(string text) => await RefusedAsync($"--port {text}: use a number from 0 to 65535.", "--port", text);

    [Theory]
    [InlineData("--port", "'--port'")]
    [InlineData("--data", "'--data'")]
    [InlineData("--data=", "'--data'")]
    [InlineData("--data= ", "--data needs a folder, for example --data ./portal-data.")]
    [InlineData("--reset=maybe", "'maybe'")]
    [InlineData("--everything-else", "'--everything-else'")]
    [InlineData("portal", "'portal'")]
    public async Task Each_mistake_is_named(string argument, string expected) => await RefusedAsync(expected, argument);

    [Fact]
    public async Task A_misspelt_option_is_told_the_one_that_was_meant() =>
        await RefusedAsync("Did you mean one of the following?\n--migrate\n", "--migrat");

    [Fact]
    public async Task Below_a_mistake_stands_what_can_be_written() => await RefusedAsync("--data <DIR>", "--port", "eighty");

    [Theory]
    [InlineData("--port <N>")]
    [InlineData("--data <DIR>")]
    [InlineData("--reset")]
    [InlineData("--migrate")]
    public async Task Help_tells_of_every_option(string option)
    {
        Assert.Contains(option, await RunAsync("--help"));
        Assert.Null(_line);
    }

    private async Task<string> RefusedAsync(string expected, params string[] arguments)
    {
        var told = await RunAsync(arguments);
        Assert.Contains(expected, told);
        Assert.Null(_line);
        return told;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var written = new StringWriter();
        await PortalCommandLine.Command(Run).Parse(arguments).InvokeAsync(new() { Output = written, Error = written }, TestContext.Current.CancellationToken);
        return written.ToString();
    }

    private Task<int> Run(PortalCommandLine line)
    {
        _line = line;
        return Task.FromResult(0);
    }
}
