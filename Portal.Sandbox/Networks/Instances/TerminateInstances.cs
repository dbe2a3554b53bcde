using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Instances;

/// <summary>Ends instances and takes their network interfaces away; they are listed as terminated for a while.</summary>
internal sealed class TerminateInstances : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("InstanceId").Select(IdKind.Instance.Check).Distinct().ToList();
        call.EndDryRun();
        var found = ids.Select(call.Store.Instances.Find).OfType<Instance>().Where(instance => call.Owns(instance, instance.Region)).ToList();
        if (ids.Except(found.Select(instance => instance.Id)).ToList() is { Count: > 0 } missing)
        {
            throw IdKind.Instance.NotFound(missing);
        }

        reply.List("instancesSet", found, instance =>
        {
            var before = instance.StateAt(call.Now);
            reply.Text("instanceId", instance.Id);
            reply.State("currentState", before == Instance.Running ? Instance.ShuttingDown : before);
            reply.State("previousState", before);
            End(call, instance);
        });
    }

    private static void End(Call call, Instance instance)
    {
        if (instance.End is not null)
        {
            return;
        }

        var end = Timeline.From(call.Now, Instance.Terminated).ThenGone(call.DeletedListed);
        call.Store.Instances.Put(instance with { End = end });
        if (call.Store.NetworkInterfaces.TryFind(instance.NetworkInterfaceId, out var card))
        {
            call.Store.NetworkInterfaces.Put(card with { GoneAt = call.Now });
            TagRules.EndAt(call, card.Id, call.Now);
        }

        TagRules.EndAt(call, instance.Id, end.WhenGone());
        call.Touched(instance.Id);
    }
}
