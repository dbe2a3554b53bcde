using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>
/// Holds what goes over the wire against the service models of every botocore on this machine, and remembers what it saw. Without any it says nothing:
/// the tests that need one ask for it.
/// </summary>
internal sealed class WireJudge
{
    private readonly ConcurrentQueue<Verdict> _verdicts = new();

    public IReadOnlyList<Verdict> Verdicts => [.. _verdicts];

    /// <summary>Everything that is wrong with the exchange, and nothing else.</summary>
    public IReadOnlyList<string> Judge(Exchange exchange)
    {
        XElement root;
        try
        {
            root = XElement.Parse(Encoding.UTF8.GetString(exchange.Reply));
        }
        catch (XmlException broken)
        {
            return [$"the reply to {exchange.Action} is no XML: {broken.Message}"];
        }

        var objections = new List<string>();
        var states = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var models in Botocore.All)
        {
            var found = Judge(models[exchange.Service], exchange, root, states).Where(objection => !NewerMembers.Has(objection));
            objections.AddRange(found.Select(objection => $"{exchange.Service} {exchange.Action} ({exchange.Status}): {objection}, says {models.Directory}"));
        }

        _verdicts.Enqueue(new(exchange.Service, exchange.Action, exchange.Status, ErrorJudge.Codes(exchange.Status, root), [.. states], objections));
        return objections;
    }

    private static IEnumerable<Objection> Judge(ServiceModel model, Exchange exchange, XElement root, SortedSet<string> states)
    {
        if (!model.Operations.ContainsKey(exchange.Action))
        {
            return exchange.Status == 200
                ? [Objection.Unknown("", exchange.Action, exchange.Action)]
                : ErrorJudge.Judge(model, exchange.Action, exchange.Status, root);
        }

        var ofRequest = RequestJudge.Judge(model, exchange.Action, exchange.Parameters);
        if (exchange.Status != 200)
        {
            // A test may ask for nonsense, which is rightly refused; but no client of ours makes up names.
            return ofRequest.Where(objection => objection.IsUnknownName && exchange.IsTyped)
                .Concat(ErrorJudge.Judge(model, exchange.Action, exchange.Status, root));
        }

        var judge = new ReplyJudge(model);
        var ofReply = judge.Judge(exchange.Action, root);
        states.UnionWith(judge.States);
        return ofRequest.Concat(ofReply);
    }
}
