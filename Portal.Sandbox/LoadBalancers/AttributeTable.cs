using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>The attributes that one kind of resource has.</summary>
/// <param name="unsupported">What AWS says of an attribute that only others of its kind have; none where it knows no such key.</param>
internal sealed class AttributeTable(string kind, IReadOnlyList<AttributeRule> rules, Func<string, string?> unsupported)
{
    // Terraform's provider sends more in several calls (hashicorp/terraform-provider-aws#46496).
    private const int MostACall = 20;

    /// <summary>Every attribute with its value: the one set, or the default.</summary>
    public IReadOnlyDictionary<string, string> All(IReadOnlyDictionary<string, string> set) =>
        rules.ToDictionary(rule => rule.Key, rule => set.GetValueOrDefault(rule.Key, rule.Default));

    /// <summary>The attributes of a request on top of those that are set; all are checked before any counts.</summary>
    public IReadOnlyDictionary<string, string> Change(IReadOnlyDictionary<string, string> set, QueryParameters parameters)
    {
        var changed = new Dictionary<string, string>(set);
        var seen = new HashSet<string>();
        var given = parameters.Items("Attributes").ToList();
        if (given.Count > MostACall)
        {
            throw ElbErrors.Validation(
                "1 validation error detected: Value at 'attributes' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {MostACall}");
        }

        foreach (var attribute in given)
        {
            var key = attribute.Required("Key");
            var value = attribute.Text("Value") ?? "";
            var rule = rules.FirstOrDefault(rule => rule.Key == key) ?? throw (unsupported(key) is { } refusal
                ? ElbErrors.InvalidConfiguration(refusal) : ElbErrors.Validation($"{kind} attribute key '{key}' is not recognized"));
            if (!seen.Add(key))
            {
                throw ElbErrors.Validation($"{kind} attribute key '{key}' is specified more than once");
            }

            changed[key] = rule.Accepts(value) ? value : throw (rule.Refusal(value)
                ?? ElbErrors.Validation($"{kind} attribute value '{value}' for key '{key}' is not valid"));
        }

        return seen.Count == 0 ? throw CommonErrors.MissingParameter(AwsApi.ElasticLoadBalancing, "Attributes") : changed;
    }

    public void Write(ReplyWriter reply, IReadOnlyDictionary<string, string> set) => reply.List("Attributes", All(set), attribute =>
    {
        reply.Text("Key", attribute.Key);
        reply.Text("Value", attribute.Value);
    });
}
