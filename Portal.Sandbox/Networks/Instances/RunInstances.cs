using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Instances;

/// <summary>Launches instances that do nothing but answer, which is enough for a target.</summary>
internal sealed partial class RunInstances : Ec2Operation
{
    private const int Most = 100;
    private const string NetworkInterfaces = "network-interface";
    private static readonly IReadOnlyList<string> Taggable = [IdKind.Instance.ResourceType, NetworkInterfaces, "volume"];

    public override void Execute(Call call, ReplyWriter reply)
    {
        var wish = Wish.Read(call.Parameters);
        var made = ReplayToken.Original(call, wish.ClientToken, call.Store.Instances, gone => gone with { End = Timeline.From(call.Now, Instance.Terminated) });
        List<Instance> instances = made is null
            ? Launch(call, wish)
            : [.. call.Store.Instances.OwnedBy(call.AccountId).Where(one => one.ReservationId == made.ReservationId).DefaultIfEmpty(made)];
        ReplayToken.Keep(call, wish.ClientToken, instances[0]);
        reply.Reservation(call, instances, made is null ? "pending" : null);
    }

    private static List<Instance> Launch(Call call, Wish wish)
    {
        call.EndDryRun();
        if (string.IsNullOrEmpty(wish.SubnetId))
        {
            throw new AwsError("VPCIdNotSpecified", "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.");
        }

        var subnet = call.OwnSubnet(wish.SubnetId);
        var groups = wish.GroupIds.Select(call.OwnSecurityGroup).ToList();
        if (groups.Find(group => group.VpcId != subnet.VpcId) is { } stranger)
        {
            throw new AwsError("InvalidParameter", $"Security group {stranger.Id} and subnet {subnet.Id} belong to different networks.");
        }

        var groupIds = groups.Count > 0
            ? call.FewGroups(groups.ConvertAll(group => group.Id))
            : [.. call.Store.SecurityGroupsByVpc[subnet.VpcId].Where(group => group.IsDefault).Select(group => group.Id)];
        var reservation = AwsIds.New("r-");
        return [.. Enumerable.Range(0, wish.Count).Select(_ => One(call, wish, subnet, groupIds, reservation))];
    }

    private static Instance One(Call call, Wish wish, Subnet subnet, IReadOnlyList<string> groupIds, string reservation)
    {
        var address = wish.Address is { Length: > 0 } fixedAddress
            ? InterfaceAddresses.Checked(call, subnet, fixedAddress)
            : InterfaceAddresses.NextOrFail(call, subnet);
        var instance = new Instance(
            AwsIds.New(IdKind.Instance.Prefix), call.AccountId, call.Region, subnet.VpcId, subnet.Id, address, wish.Type, groupIds, call.Now)
        {
            ImageId = wish.ImageId,
            Reservation = reservation,
            ClientToken = wish.ClientToken,
        };
        call.Store.Instances.Put(instance);
        call.Store.NetworkInterfaces.Put(new()
        {
            Id = instance.NetworkInterfaceId,
            OwnerId = instance.OwnerId,
            Region = instance.Region,
            VpcId = instance.VpcId,
            SubnetId = subnet.Id,
            ZoneId = subnet.ZoneId,
            PrivateIp = address,
            InterfaceType = "interface",
            Description = "",
            ServesId = instance.Id,
            SecurityGroupIds = groupIds,
            CreatedAt = call.Now,
        });
        TagRules.Put(call, instance.Id, instance.OwnerId, instance.Region, IdKind.Instance.ResourceType, wish.Tags[IdKind.Instance.ResourceType]);
        TagRules.Put(call, instance.NetworkInterfaceId, instance.OwnerId, instance.Region, NetworkInterfaces, wish.Tags[NetworkInterfaces]);
        call.Touched(instance.Id);
        return instance;
    }

    [GeneratedRegex(@"\A[a-z0-9-]+\.[a-z0-9-]+\z")]
    private static partial Regex TypeName();

    private sealed record Wish(
        string ImageId, string Type, int Count, string? SubnetId, string? Address, IReadOnlyList<string> GroupIds,
        string? ClientToken, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Tags)
    {
        public static Wish Read(QueryParameters parameters)
        {
            parameters.Required("MinCount");
            parameters.Required("MaxCount");
            var (least, most) = (parameters.Number("MinCount", 1, Most) ?? 1, parameters.Number("MaxCount", 1, Most) ?? 1);
            var image = parameters.Required("ImageId");
            var type = parameters.Text("InstanceType") is { Length: > 0 } given ? given : "m1.small";
            var address = parameters.Text("PrivateIpAddress");
            if (least > most)
            {
                throw new AwsError("InvalidParameterCombination", "MinCount must be less than or equal to MaxCount");
            }

            if (!AwsIds.IsWellFormed(image, "ami-"))
            {
                throw new AwsError("InvalidAMIID.Malformed", $"Invalid id: \"{image}\" (expecting \"ami-...\")");
            }

            if (!TypeName().IsMatch(type))
            {
                throw new AwsError("InvalidParameterValue", $"Invalid value '{type}' for InstanceType.");
            }

            if (most > 1 && !string.IsNullOrEmpty(address))
            {
                throw new AwsError("InvalidParameterCombination", "A private IP address cannot be given to more than one instance");
            }

            return new(
                image, type, most, parameters.Text("SubnetId"), address,
                [.. parameters.Texts("SecurityGroupId").Distinct()], parameters.Text("ClientToken"), TagRules.OfSpecifications(parameters, Taggable));
        }
    }
}
