using System.Globalization;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>One attribute of a load balancer or target group: its default, and what it can be set to.</summary>
internal sealed record AttributeRule(string Key, string Default, Func<string, bool> Accepts)
{
    public static AttributeRule Flag(string key, bool standard) => OneOf(key, standard ? "true" : "false", "true", "false");

    public static AttributeRule OneOf(string key, string standard, params string[] values) => new(key, standard, values.Contains);

    public static AttributeRule Text(string key) => new(key, "", _ => true);

    public static AttributeRule Number(string key, int standard, int smallest, int largest) =>
        new(key, standard.ToString(CultureInfo.InvariantCulture), value => IsNumber(value, smallest, largest));

    /// <summary>A number, or <c>off</c>.</summary>
    public static AttributeRule NumberOrOff(string key, string standard, int largest) => new(key, standard, value => value == "off" || IsNumber(value, 1, largest));

    private static bool IsNumber(string value, int smallest, int largest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest;
}

/// <summary>The attributes that one kind of resource has.</summary>
internal sealed class AttributeTable(string kind, IReadOnlyList<AttributeRule> rules)
{
    /// <summary>Every attribute with its value: the one set, or the default.</summary>
    public IReadOnlyDictionary<string, string> All(IReadOnlyDictionary<string, string> set) => rules.ToDictionary(rule => rule.Key, rule => set.GetValueOrDefault(rule.Key, rule.Default));

    /// <summary>The attributes of a request on top of those that are set; all are checked before any counts.</summary>
    public IReadOnlyDictionary<string, string> Change(IReadOnlyDictionary<string, string> set, QueryParameters parameters)
    {
        var changed = new Dictionary<string, string>(set);
        var seen = new HashSet<string>();
        foreach (var attribute in parameters.Items("Attributes"))
        {
            var key = attribute.Required("Key");
            var value = attribute.Text("Value") ?? "";
            var rule = rules.FirstOrDefault(rule => rule.Key == key) ?? throw ElbErrors.Validation($"{kind} attribute key '{key}' is not recognized");
            if (!seen.Add(key))
            {
                throw ElbErrors.Validation($"{kind} attribute key '{key}' is specified more than once");
            }

            changed[key] = rule.Accepts(value) ? value : throw ElbErrors.Validation($"{kind} attribute value '{value}' for key '{key}' is not valid");
        }

        return seen.Count == 0 ? throw CommonErrors.MissingParameter(AwsApi.ElasticLoadBalancing, "Attributes") : changed;
    }

    public void Write(ReplyWriter reply, IReadOnlyDictionary<string, string> set) => reply.List("Attributes", All(set), attribute =>
    {
        reply.Text("Key", attribute.Key);
        reply.Text("Value", attribute.Value);
    });
}
