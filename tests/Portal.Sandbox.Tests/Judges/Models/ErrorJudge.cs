using System.Xml.Linq;

namespace Portal.Sandbox.Tests.Judges.Models;

/// <summary>Holds an error reply against the envelope of its protocol and, where the model lists them, the errors of its operation.</summary>
internal static class ErrorJudge
{
    /// <summary>The errors that every operation of the query protocol may give, which no model lists.</summary>
    private static readonly HashSet<string> Common =
    [
        "AccessDenied", "ExpiredToken", "IncompleteSignature", "InternalFailure", "InvalidAction", "InvalidClientTokenId", "InvalidParameterCombination",
        "InvalidParameterValue", "MalformedInput", "MalformedQueryString", "MissingAction", "MissingAuthenticationToken", "MissingParameter",
        "OptInRequired", "RequestExpired", "ServiceUnavailable", "SignatureDoesNotMatch", "Throttling", "ValidationError",
    ];

    public static IReadOnlyList<Objection> Judge(ServiceModel model, string action, int status, XElement root) =>
        [.. Objections(model, action, status, root).Select(what => new Objection(what))];

    public static string? Code(XElement root) => root.Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value;

    /// <summary>The refusals in a reply: its own, or those of single items in one that succeeded as a whole.</summary>
    public static IReadOnlyList<string> Codes(int status, XElement root) => status != 200
        ? [Code(root) ?? ""]
        : [.. root.Descendants()
            .Where(element => element.Name.LocalName == "unsuccessful")
            .Descendants()
            .Where(element => element.Name.LocalName == "code")
            .Select(code => code.Value)];

    private static IEnumerable<string> Objections(ServiceModel model, string action, int status, XElement root)
    {
        var expected = model.IsEc2 ? "Response/Errors/Error/Code Message;RequestID" : "ErrorResponse/Error/Type Code Message;RequestId";
        var code = Code(root);
        if (Form(root, model.IsEc2) != expected)
        {
            yield return $"the error's form is {Form(root, model.IsEc2)}";
        }

        if (root.Name.NamespaceName != (model.IsEc2 ? "" : model.XmlNamespace))
        {
            yield return $"the error's namespace is '{root.Name.NamespaceName}'";
        }

        if (status is < 400 or > 599)
        {
            yield return $"the error's status is {status}";
        }

        if (!model.IsEc2 && root.Descendants(root.Name.Namespace + "Type").FirstOrDefault()?.Value != (status >= 500 ? "Receiver" : "Sender"))
        {
            yield return "the error's type does not fit its status";
        }

        foreach (var wrong in model.IsEc2 ? [] : Listed(model, action, status, code))
        {
            yield return wrong;
        }
    }

    private static IEnumerable<string> Listed(ServiceModel model, string action, int status, string? code)
    {
        var listed = model.Operations.GetValueOrDefault(action)?.Errors?.Select(error => (error.Shape, model.ShapeOf(error).Error))
            .FirstOrDefault(error => (error.Error?.Code ?? error.Shape) == code);
        if (listed?.Shape is null)
        {
            return Common.Contains(code ?? "") ? [] : [$"{action} has no error {code}"];
        }

        return listed.Value.Error is { } error && error.HttpStatusCode != status ? [$"{code} comes with {error.HttpStatusCode}, not with {status}"] : [];
    }

    private static string Form(XElement root, bool isEc2)
    {
        var errors = isEc2 ? root.Elements().Where(element => element.Name.LocalName == "Errors").ToList() : [root];
        var parts = errors.Elements().Where(element => element.Name.LocalName == "Error").Elements().Select(element => element.Name.LocalName);
        var ids = root.Elements().Where(element => element.Name.LocalName is "RequestID" or "RequestId").Select(element => element.Name.LocalName);
        return $"{root.Name.LocalName}/{(isEc2 && errors.Count == 1 ? "Errors/" : "")}Error/{string.Join(' ', parts)};{string.Join(' ', ids)}";
    }
}
