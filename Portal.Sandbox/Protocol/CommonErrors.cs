namespace Portal.Sandbox.Protocol;

/// <summary>The refusals that every operation can give, in the dialect of each API.</summary>
internal static class CommonErrors
{
    public static AwsError MissingParameter(AwsApi api, string name) => api.IsEc2
        ? new("MissingParameter", $"The request must contain the parameter {name}")
        : Validation($"Value null at '{Camel(name)}' failed to satisfy constraint: Member must not be null");

    public static AwsError InvalidValue(AwsApi api, string name, string value, string expectation) => api.IsEc2
        ? new("InvalidParameterValue", $"Value ({value}) for parameter {name} is invalid. {expectation}")
        : Validation($"Value '{value}' at '{Camel(name)}' failed to satisfy constraint: {expectation}");

    public static AwsError UnknownParameter(string name) => new("UnknownParameter", $"The parameter {name} is not recognized");

    public static AwsError Validation(string detail) => new("ValidationError", $"1 validation error detected: {detail}");

    public static AwsError UnknownAction(AwsApi api, string action, string? version) => api.IsEc2
        ? new("InvalidAction", $"The action {action} is not valid for this web service.")
        : new("InvalidAction", $"Could not find operation {action} for version {version ?? api.Version}");

    public static AwsError MissingAction(AwsApi api) => api.IsEc2
        ? new("MissingAction", "The request is missing an action or a required parameter.")
        : new("MissingAction", "Missing Action");

    public static AwsError MalformedQuery(string what) => new("MalformedQueryString", what);

    public static AwsError MalformedInput(string what) => new("MalformedInput", what);

    public static AwsError Internal(AwsApi api) => api.IsEc2
        ? new("InternalError", "An internal error has occurred", 500)
        : new("InternalFailure", "We encountered an internal error. Please try again.", 500);

    public static AwsError DryRun() => new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
