using Portal.Domain.PrivateDns;

namespace Portal.Domain.Tests.PrivateDns;

public sealed class ProofDiagnosisTests
{
    private const string Label = "_6e86v84tqgqubxbwii1m";
    private const string Value = "vpce:l6p0ERxlTt45jevFwOCp";
    private const string OfAnother = "vpce:wGRSGJ8ZsuBKhaBQlxhI";
    private const string At = Label + ".api.payments.example.com";
    private static readonly ProofRecord Record = new("api.payments.example.com", Label, Value);
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_record_with_its_value_is_found()
    {
        var found = Look(Texts(At, Value));

        Assert.Equal((ProofVerdict.Published, At), (found.Verdict, found.FoundAt));
        Assert.True(found.IsPublished);
        Assert.Equal("The TXT record is there, with the value that AWS wants.", found.Finding);
    }

    [Fact]
    public void The_value_among_others_of_the_same_name_is_found() =>
        Assert.Equal(ProofVerdict.Published, Look(Texts(At, OfAnother, "v=spf1 -all", Value)).Verdict);

    [Theory]
    [InlineData(Label + ".payments.example.com")]
    [InlineData(Label + ".example.com")]
    [InlineData("api.payments.example.com")]
    [InlineData("example.com")]
    public void A_proof_of_a_wider_domain_or_at_the_domain_itself_counts_as_well(string name)
    {
        var found = Look(Texts(name, Value));

        Assert.Equal(ProofVerdict.Published, found.Verdict);
        Assert.Contains(name, found.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6e86v84tqgqubxbwii1m.api.payments.example.com")]
    [InlineData("6e86v84tqgqubxbwii1m.example.com")]
    public void A_lost_underscore_is_named(string name)
    {
        var found = Look(Texts(name, Value));

        Assert.Equal((ProofVerdict.UnderscoreLost, name), (found.Verdict, found.FoundAt));
        Assert.Contains(At, found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(At + ".example.com")]
    [InlineData(At + ".payments.example.com")]
    [InlineData(At + ".api.payments.example.com")]
    public void A_domain_that_was_appended_once_more_is_named(string name)
    {
        var found = Look(Texts(name, Value));

        Assert.Equal((ProofVerdict.DomainDoubled, name), (found.Verdict, found.FoundAt));
        Assert.Contains("twice", found.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"\"{Value}\"", ProofVerdict.Quoted)]
    [InlineData($"'{Value}'", ProofVerdict.Quoted)]
    [InlineData("vpce:l6p0erxltt45jevfwocp", ProofVerdict.CaseChanged)]
    [InlineData("VPCE:L6P0ERXLTT45JEVFWOCP", ProofVerdict.CaseChanged)]
    [InlineData(Value + ".", ProofVerdict.Padded)]
    [InlineData(" " + Value, ProofVerdict.Padded)]
    [InlineData(Value + "\t", ProofVerdict.Padded)]
    [InlineData("\"vpce:l6p0erxltt45jevfwocp\"", ProofVerdict.Quoted)]
    public void A_value_that_was_changed_on_the_way_is_named(string published, ProofVerdict verdict)
    {
        var found = Look(Texts(At, published));

        Assert.Equal((verdict, At), (found.Verdict, found.FoundAt));
        Assert.Equal([published], found.Found);
        Assert.Equal(Value, found.Expected);
    }

    [Fact]
    public void The_value_of_another_service_is_told_from_any_other_text()
    {
        Assert.Equal(ProofVerdict.OtherProof, Look(Texts(At, OfAnother)).Verdict);
        Assert.Equal(ProofVerdict.OtherText, Look(Texts(At, "v=spf1 include:_spf.example.com ~all")).Verdict);
    }

    [Fact]
    public void What_stands_at_the_domain_itself_is_nobodys_mistake() =>
        Assert.Equal(ProofVerdict.NoName, Look(new(At, DnsAnswerKind.NoName, []), Texts("example.com", "v=spf1 -all", OfAnother)).Verdict);

    [Fact]
    public void A_cname_in_the_place_of_the_record_is_named_with_where_it_leads()
    {
        var found = Look(new DnsAnswer(At, DnsAnswerKind.NoRecord, [], "l6p0ERxlTt45jevFwOCp.example.com"));

        Assert.Equal((ProofVerdict.Alias, At), (found.Verdict, found.FoundAt));
        Assert.Contains("l6p0ERxlTt45jevFwOCp.example.com", found.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cname_that_leads_to_the_value_is_as_good_as_the_record() =>
        Assert.Equal(ProofVerdict.Published, Look(new DnsAnswer(At, DnsAnswerKind.Records, [Value], "proofs.example.com")).Verdict);

    [Theory]
    [InlineData(DnsAnswerKind.NoName, ProofVerdict.NoName)]
    [InlineData(DnsAnswerKind.NoRecord, ProofVerdict.NoRecord)]
    [InlineData(DnsAnswerKind.Failed, ProofVerdict.Failed)]
    [InlineData(DnsAnswerKind.NoAnswer, ProofVerdict.NoAnswer)]
    public void That_there_is_nothing_is_told_from_that_nobody_could_tell(DnsAnswerKind kind, ProofVerdict verdict)
    {
        var found = Look(new DnsAnswer(At, kind, [], Detail: kind == DnsAnswerKind.Failed ? "SERVFAIL" : null));

        Assert.Equal((verdict, (string?)null), (found.Verdict, found.FoundAt));
        Assert.Equal(kind == DnsAnswerKind.Failed, found.Finding.Contains("SERVFAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_verdict_has_words_that_say_what_was_found_and_what_to_do()
    {
        var words = Enum.GetValues<ProofVerdict>().Select(verdict => new ProofLookup(Now, verdict, At, Value, At, [])).ToList();

        Assert.Equal(words.Count, words.Select(found => found.Finding).Distinct().Count());
        Assert.All(words, found => Assert.All([found.Finding, found.Advice], text => Assert.EndsWith(".", text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Long_answers_are_cut()
    {
        var found = Look(Texts(At, [.. Enumerable.Range(0, 40).Select(number => $"{number}{new string('x', 3000)}")]));

        Assert.Equal(5, found.Found.Count);
        Assert.All(found.Found, value => Assert.True(value.Length <= 301));
    }

    [Fact]
    public void What_is_found_again_keeps_since_when_it_has_been_so()
    {
        var first = Look(Texts(At, OfAnother)).After(null);
        var again = (Look(Texts(At, OfAnother)) with { At = Now.AddMinutes(5) }).After(first);
        var mended = (Look(Texts(At, Value)) with { At = Now.AddMinutes(9) }).After(again);

        Assert.Equal((Now, Now), (first.Since, again.Since));
        Assert.Equal(Now.AddMinutes(9), mended.Since);
    }

    private static ProofLookup Look(params DnsAnswer[] answers) => ProofDiagnosis.Of(Record, answers, Now);

    private static DnsAnswer Texts(string name, params string[] values) => new(name, DnsAnswerKind.Records, values);
}
