using Amazon.Runtime;

namespace Portal.Sandbox.Tests;

/// <summary>Expects AWS's refusal and gives it back.</summary>
internal static class Refused
{
    public static async Task<AmazonServiceException> AsAsync(string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.False(string.IsNullOrEmpty(refusal.RequestId));
        return refusal;
    }
}
