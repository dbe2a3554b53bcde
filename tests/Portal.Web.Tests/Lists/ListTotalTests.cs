using Portal.Infrastructure.Provisioning;
using Portal.Web.Lists;

namespace Portal.Web.Tests.Lists;

public sealed class ListTotalTests
{
    [Theory]
    [InlineData(1, 1, "1 connection")]
    [InlineData(60, 60, "60 connections")]
    [InlineData(214, 60, "214 connections, 60 shown")]
    [InlineData(1_000, 50, "1,000 connections, 50 shown")]
    [InlineData(1_001, 50, "More than 1,000 connections, 50 shown")]
    public void No_more_is_said_than_was_counted(int counted, int shown, string said) =>
        Assert.Equal(said, ListTotal.Text(new CappedCount(counted), shown, "connection"));
}
