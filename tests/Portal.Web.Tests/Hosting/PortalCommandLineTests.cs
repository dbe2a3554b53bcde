using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class PortalCommandLineTests
{
    [Fact]
    public void Nothing_said_means_every_default() =>
        Assert.Equal(new PortalCommandLine(null, null, false, false, false), PortalCommandLine.Parse([]));

    [Theory]
    [InlineData("--port 8080 --data here --reset --migrate --help")]
    [InlineData("--port=8080 --data=here --help --migrate --reset")]
    public void Every_option_is_understood_in_both_spellings_and_any_order(string arguments) =>
        Assert.Equal(new PortalCommandLine(8080, "here", true, true, true), PortalCommandLine.Parse(arguments.Split(' ')));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65535)]
    public void The_ports_at_both_ends_are_taken(string text, int expected) =>
        Assert.Equal(expected, PortalCommandLine.Parse(["--port", text]).Port);

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("eighty")]
    [InlineData("80 80")]
    [InlineData("١٢")]
    public void What_is_no_port_is_named(string text) =>
        Assert.Equal([$"--port {text}: use a number from 0 to 65535."], Problems("--port", text));

    [Theory]
    [InlineData("--port", "--port needs a number, for example --port 8080.")]
    [InlineData("--data", "--data needs a folder, for example --data ./portal-data.")]
    [InlineData("--data=", "--data needs a folder, for example --data ./portal-data.")]
    [InlineData("--reset=no", "--reset takes no value. Leave out =no.")]
    [InlineData("--rest", "There is no option --rest. Did you mean --reset?")]
    [InlineData("--prot=80", "There is no option --prot. Did you mean --port?")]
    [InlineData("--everything-else", "There is no option --everything-else. --help lists the ones there are.")]
    [InlineData("portal", "There is no option portal. --help lists the ones there are.")]
    public void Each_mistake_says_what_to_do(string argument, string expected) => Assert.Equal([expected], Problems(argument));

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(
            [
                "--port needs a number, for example --port 8080.",
                "--data needs a folder, for example --data ./portal-data.",
                "There is no option --migrat. Did you mean --migrate?",
            ],
            Problems("--port", "--data", "--reset", "--migrat"));

    [Theory]
    [InlineData("--port")]
    [InlineData("--data")]
    [InlineData("--reset")]
    [InlineData("--migrate")]
    [InlineData("--help")]
    public void Help_tells_of_every_option(string option) => Assert.Contains($"  {option} ", PortalCommandLine.HelpText);

    private static IReadOnlyList<string> Problems(params string[] arguments) =>
        Assert.Throws<StartupProblem>(() => PortalCommandLine.Parse(arguments)).Problems;
}
