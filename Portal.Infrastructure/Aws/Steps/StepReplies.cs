using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Reads the replies to mutating calls.</summary>
internal static class StepReplies
{
    /// <summary>A call that makes nothing was done.</summary>
    public static StepReply Done(AmazonWebServiceResponse reply) => new(null, Replies.Checked(reply).ResponseMetadata.RequestId);

    /// <summary>A call was done whose reply says so in a field.</summary>
    public static StepReply Done(AmazonWebServiceResponse reply, bool? said) =>
        said == true ? Done(reply) : throw new UnreadableReplyException($"AWS's {reply.GetType().Name} does not say that the change was made.");

    /// <summary>A call made something.</summary>
    public static StepReply Made(AmazonWebServiceResponse reply, string? id) => string.IsNullOrEmpty(id)
        ? throw new UnreadableReplyException($"AWS's {reply.GetType().Name} does not name what was made.")
        : new(id, Replies.Checked(reply).ResponseMetadata.RequestId);

    /// <summary>A batch call of one item was done: it answers 200 and puts its refusals into a list.</summary>
    public static StepReply Batch(AmazonWebServiceResponse reply, List<UnsuccessfulItem>? unsuccessful, Party accountOwner)
    {
        var done = Done(reply);
        return unsuccessful is [var item, ..] ? throw AwsErrors.OfItem(item.Error?.Code, item.Error?.Message, accountOwner, done.AwsRequestId) : done;
    }

    /// <summary>Deletes something; that it is gone already is what was asked for.</summary>
    public static async Task<StepReply> DeletedAsync(Func<Task<StepReply>> delete)
    {
        try
        {
            return await delete().ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
        {
            return new(null, exception.RequestId);
        }
        catch (AwsCallException exception) when (AwsErrors.IsNotFound(exception.Failure.Code))
        {
            return new(null, exception.AwsRequestId);
        }
    }
}
