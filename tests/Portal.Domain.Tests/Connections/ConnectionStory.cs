using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Connections;

/// <summary>One connection's life: how AWS behaves, who does what when, and when it is deleted.</summary>
/// <param name="IsResumed">A creation was sent before the story begins, and nobody heard the answer.</param>
internal sealed record ConnectionStory(
    ConnectionSpec Spec, EndpointFate Fate, IReadOnlyList<(int Round, EndpointAct Act)> Acts, bool IsResumed, int ReconnectAt, int? DeleteAt,
    TimeSpan MissedFor)
{
    /// <summary>Later than this nobody acts any more, and everything has to come to rest.</summary>
    public const int LastAct = 40;

    public static readonly Gen<ConnectionStory> Any =
        from spec in ConnectionSpecs.Any
        from resumed in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        from fate in Fates(resumed)
        from count in Gen.Choose(0, 4)
        from acts in Gen.ListOf(Act, count)
        from reconnect in Gen.Choose(0, LastAct)
        from delete in Gen.Choose(-LastAct, LastAct)
        from missed in Generate.Misses
        select new ConnectionStory(spec, fate, [.. acts], resumed, reconnect, delete < 0 ? null : delete, missed);

    private static Gen<EndpointFate> Fates(bool resumed) =>
        from lag in Gen.Choose(0, 280)
        from providerLag in Gen.Choose(0, 5)
        from viewLags in Generate.Coin
        from work in Gen.Choose(0, 6)
        from ends in Gen.Frequency((9, Gen.Constant(VpcEndpointState.Available)), (1, Gen.Constant(VpcEndpointState.Failed)))
        from arrives in Gen.Choose(-10, 31)
        from allowed in Gen.Choose(0, 10)
        from service in Gen.Choose(0, 10)
        from verified in Gen.Choose(-10, LastAct)
        select new EndpointFate(
            lag, providerLag, viewLags, work, ends, resumed && arrives > 0 ? arrives : null, allowed, service, verified < 0 ? null : verified);

    private static Gen<(int Round, EndpointAct Act)> Act =>
        from round in Gen.Choose(0, LastAct)
        from act in Gen.Frequency(
            (20, Gen.Elements(Enum.GetValues<EndpointAct>().Except([EndpointAct.Duplicate, EndpointAct.Odd, EndpointAct.Fail]))),
            (1, Gen.Elements(EndpointAct.Duplicate, EndpointAct.Odd, EndpointAct.Fail)))
        select (round, act);

    public void PlayActs(int round, ModelEndpointAws aws)
    {
        foreach (var act in Acts.Where(act => act.Round == round).Select(act => act.Act))
        {
            Play(act, aws, MissedFor);
        }
    }

    private static void Play(EndpointAct act, ModelEndpointAws aws, TimeSpan miss)
    {
        switch (act)
        {
            case EndpointAct.Delete:
                aws.Delete();
                break;
            case EndpointAct.Reject when aws.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Available:
                aws.Turn(VpcEndpointState.Rejected);
                break;
            case EndpointAct.AcceptByHand when aws.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Rejected:
                aws.Accept();
                break;
            case EndpointAct.SwitchDnsOff or EndpointAct.SwitchDnsOn when aws.State == VpcEndpointState.Available:
                aws.Endpoint.Change(endpoint => endpoint with { PrivateDnsEnabled = act == EndpointAct.SwitchDnsOn });
                break;
            case EndpointAct.ChangeGroups when aws.State == VpcEndpointState.Available:
                aws.Endpoint.Change(endpoint => endpoint with { SecurityGroupIds = [.. endpoint.SecurityGroupIds.Skip(1), "sg-0aaaaa066"] });
                break;
            case EndpointAct.ChangeSubnets when aws.State == VpcEndpointState.Available:
                aws.Endpoint.Change(endpoint => endpoint with { SubnetIds = [.. endpoint.SubnetIds.Skip(1), Generate.Id("subnet", 66)] });
                break;
            case EndpointAct.Miss:
                aws.Endpoint.Miss(aws.Now, miss);
                break;
            case EndpointAct.Fail when aws.State is VpcEndpointState.Pending or VpcEndpointState.Available:
                aws.Turn(VpcEndpointState.Failed);
                break;
            case EndpointAct.Odd when aws.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Available:
                aws.Turn(VpcEndpointState.Partial);
                break;
            case EndpointAct.Duplicate:
                aws.Endpoint.Duplicate();
                break;
        }
    }
}
