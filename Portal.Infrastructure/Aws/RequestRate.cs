namespace Portal.Infrastructure.Aws;

/// <summary>How many calls of some actions AWS takes in one account and region: so many at once, and so many a second.</summary>
/// <param name="Actions">Each action that it names has a budget of its own; a star at the end stands for the rest of a name.</param>
public sealed record RequestRate(IReadOnlyList<string> Actions, double AtOnce, double PerSecond)
{
    /// <summary>
    /// What AWS is believed to take of mutating calls, by service, and what of its reads is left to forms; the first one that names an action holds. Operators
    /// with other limits set their own.
    /// </summary>
    public static IReadOnlyList<RequestRate> Believed { get; } =
    [
        new(["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint", "ec2:DeleteVpcEndpoints"], 4, 0.3),
        new(
            ["ec2:AcceptVpcEndpointConnections", "ec2:RejectVpcEndpointConnections", "ec2:CreateVpcEndpointService*", "ec2:ModifyVpcEndpointService*",
                "ec2:DeleteVpcEndpointService*", "ec2:StartVpcEndpointService*"], 10, 1),
        new(["ec2:*"], 200, 5),
        new(["elasticloadbalancing:*"], 40, 3),
        // A form's check is five reads of other actions; AWS takes twice as many, and the rest is for the work.
        new([FormReads.Action], 40, 4),
    ];

    public bool Names(string action) => Actions.Any(name => name.EndsWith('*') ? action.StartsWith(name[..^1], StringComparison.Ordinal) : name == action);
}
