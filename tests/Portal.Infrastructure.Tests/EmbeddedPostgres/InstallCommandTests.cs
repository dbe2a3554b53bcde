using Portal.Infrastructure.EmbeddedPostgres;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class InstallCommandTests
{
    [Theory]
    [InlineData("ID=debian", "apt-get install")]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", "apt-get install")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", "dnf install")]
    [InlineData("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"", "zypper install")]
    [InlineData("ID=arch", "pacman")]
    [InlineData("ID=alpine", "apk add")]
    [InlineData("NAME=\"Something of its own\"", "your package manager")]
    public void Each_family_of_systems_has_its_command(string osRelease, string expected) =>
        Assert.Contains(expected, InstallCommand.For(osRelease.Split('\n')));
}
