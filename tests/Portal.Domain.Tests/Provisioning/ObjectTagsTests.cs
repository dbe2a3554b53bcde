using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class ObjectTagsTests
{
    private const string Id = "vpce-1";

    private static readonly Guid Installation = Guid.Parse("019683a0-0000-7000-8000-0000000000bb");
    private static readonly Guid Connection = Guid.Parse("019683a0-0000-7000-8000-0000000000cc");
    private static readonly Guid Creation = Guid.Parse("019683a0-0000-7000-8000-0000000000aa");
    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();
    private static readonly StepKey Set = SetEndpointTagsStep.Definition.Key();
    private static readonly DateTimeOffset MadeAt = Samples.Now;

    private static readonly Dictionary<string, string> Own = new()
    {
        [PortalTags.Installation] = Installation.ToString(),
        [PortalTags.Connection] = Connection.ToString(),
        [PortalTags.Operation] = Creation.ToString(),
    };

    [Fact]
    public void Nothing_differs_where_everything_stands_and_somebody_elses_tags_stand_beside_it() =>
        Assert.Null(Compare([("CostCentre", "4711")], Made(("CostCentre", "4711")), ("CostCentre", "4711"), ("Auditor", "zoe")));

    [Fact]
    public void What_is_missing_or_other_is_set_together_with_all_that_is_wanted()
    {
        var difference = Compare([("CostCentre", "4712"), ("Owner", "x")], Made(("CostCentre", "4711")), ("CostCentre", "4711"))!;

        Assert.Equal(5, difference.Wanted.Count);
        Assert.Equal("Owner", Assert.Single(difference.Missing));
        Assert.Equal(("CostCentre", "4711"), (Assert.Single(difference.Other).Key, difference.Other["CostCentre"]));
        Assert.Empty(difference.Left);
        Assert.Equal(("CostCentre=4711", "CostCentre=4712, Owner=x"), (difference.SetDetails()["before"], difference.SetDetails()["after"]));
    }

    [Fact]
    public void Only_what_the_portal_has_set_goes_and_only_with_the_value_that_it_gave()
    {
        var difference = Compare([], Made(("CostCentre", "4711"), ("Owner", "checkout")), ("CostCentre", "9"), ("Owner", "checkout"), ("Auditor", "zoe"))!;

        Assert.Equal("Owner", Assert.Single(difference.Left).Key);
        Assert.Empty(difference.Wanted);
    }

    [Fact]
    public void What_the_portal_has_removed_is_no_longer_its_own()
    {
        var removed = Of(Set.Opposite!.Value, new RemoveEndpointTagsCall(Id, new Dictionary<string, string> { ["Owner"] = "checkout" }));

        Assert.Null(Compare([], [.. Made(("Owner", "checkout")), removed], ("Owner", "checkout")));
    }

    [Fact]
    public void A_setting_without_an_answer_may_have_happened_and_a_refused_one_has_not()
    {
        var sent = Of(Set, new SetEndpointTagsCall(Id, new Dictionary<string, string> { ["Owner"] = "x" }));

        Assert.NotNull(Compare([], [.. Made(), sent with { Outcome = OperationOutcome.Open }], ("Owner", "x")));
        Assert.NotNull(Compare([], [.. Made(), sent with { Outcome = OperationOutcome.Lapsed }], ("Owner", "x")));
        Assert.Null(Compare([], [.. Made(), sent with { Outcome = OperationOutcome.NeverHappened }], ("Owner", "x")));
    }

    [Fact]
    public void What_was_made_with_just_these_tags_a_moment_ago_may_not_show_them_yet()
    {
        Assert.Null(Tags([("CostCentre", "4711")], Made(("CostCentre", "4711")), MadeAt.AddMinutes(1)).Compare(Create, Set, Id, "a name", Own));
        Assert.NotNull(Tags([("CostCentre", "4711")], Made(("CostCentre", "4711")), MadeAt.AddMinutes(6)).Compare(Create, Set, Id, "a name", Own));
        Assert.NotNull(Tags([("CostCentre", "4712")], Made(("CostCentre", "4711")), MadeAt.AddMinutes(1)).Compare(Create, Set, Id, "a name", Own));
    }

    [Fact]
    public void A_name_follows_unless_somebody_has_given_another_one_or_the_portal_never_gave_one()
    {
        Assert.Equal("a name", Compare([], Made(("Name", "old name")), ("Name", "old name"))!.Wanted["Name"]);
        Assert.Equal("a name", Compare([], Made(("Name", "old name")))!.Wanted["Name"]);
        Assert.Null(Compare([], Made(("Name", "old name")), ("Name", "edge-1")));
        Assert.Null(Compare([], Made()));
        Assert.Equal("mine", Compare([("Name", "mine")], Made(("Name", "old name")), ("Name", "edge-1"))!.Wanted["Name"]);
    }

    [Fact]
    public void What_no_call_is_known_to_have_made_and_what_was_not_read_is_left_alone()
    {
        Assert.Null(Tags([("CostCentre", "4711")], Made(), MadeAt.AddHours(1)).Compare(Create, Set, "vpce-2", "a name", Own));
        Assert.Null(Tags([("CostCentre", "4711")], [], MadeAt.AddHours(1)).Compare(Create, Set, Id, "a name", Own));
        Assert.Null(Tags([("CostCentre", "4711")], Made(), MadeAt.AddHours(1)).Compare(Create, Set, Id, "a name", null));
    }

    private static TagDifference? Compare((string Key, string Value)[] typed, IReadOnlyList<Operation> operations, params (string Key, string Value)[] seen) =>
        Tags(typed, operations, MadeAt.AddHours(1)).Compare(Create, Set, Id, "a name", Own.Concat(Map(seen)).ToDictionary());

    private static ObjectTags Tags((string Key, string Value)[] typed, IReadOnlyList<Operation> operations, DateTimeOffset now) =>
        new(Map(typed), new OperationHistory(operations), Installation, PortalTags.Connection, Connection, now);

    private static Operation[] Made(params (string Key, string Value)[] tags) =>
        [Of(Create, new CreateEndpointCall("vpc-1", "name", [], []), Own.Concat(Map(tags)).ToDictionary()) with { Id = Creation, ResultId = Id }];

    private static Operation Of(StepKey key, StepCall call, IReadOnlyDictionary<string, string>? tags = null) => new(
        Guid.CreateVersion7(MadeAt), key, 1, OperationOutcome.Succeeded, MadeAt, MadeAt, MadeAt, null,
        Request: new StoredRequest(CanonicalJson.Bytes(new StepRequest(call, "token", null, tags ?? Own))));

    private static Dictionary<string, string> Map((string Key, string Value)[] tags) => tags.ToDictionary(tag => tag.Key, tag => tag.Value);
}
