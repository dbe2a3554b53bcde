namespace Portal.Domain.Connections;

/// <summary>
/// How a consumer makes the endpoint in an account into which the portal cannot reach: ready texts, with gaps only where they have not said what to use.
/// </summary>
public sealed record EndpointInstructions(string ServiceName, string Region, string Terraform, string CloudFormation, string AwsCli)
{
    /// <param name="tags">What the endpoint should be tagged with; none for nothing.</param>
    public static EndpointInstructions For(ConnectionSpec spec, string serviceName, IReadOnlyDictionary<string, string>? tags = null)
    {
        var wanted = tags ?? new Dictionary<string, string>();
        return new(
            serviceName, spec.Region, TerraformText(spec, serviceName, wanted), CloudFormationText(spec, serviceName, wanted),
            AwsCliText(spec, serviceName, wanted));
    }

    private static IReadOnlyList<string> SubnetIds(ConnectionSpec spec) => [.. spec.Subnets.Select(subnet => subnet.SubnetId)];

    private static IEnumerable<EndpointSubnet> Fixed(ConnectionSpec spec) => EndpointSubnet.Of(spec).Where(subnet => subnet.Ipv4 is not null);

    /// <summary>Private DNS stays off: switched on before the endpoint is accepted, it fails or takes the name away from its users.</summary>
    private static string TerraformText(ConnectionSpec spec, string serviceName, IReadOnlyDictionary<string, string> tags)
    {
        string[] variables =
        [
            .. Unless(spec.VpcId is not null, Variable("vpc_id", "string")),
            .. Unless(spec.Subnets.Count > 0, Variable("subnet_ids", "list(string)")),
            .. Unless(spec.SecurityGroupIds.Count > 0, Variable("security_group_ids", "list(string)")),
        ];
        var subnets = Fixed(spec).Select(subnet => $$"""


              subnet_configuration {
                subnet_id = "{{subnet.SubnetId}}"
                ipv4      = "{{subnet.Ipv4}}"
              }
            """);
        return $$"""
            {{string.Concat(variables)}}resource "aws_vpc_endpoint" "this" {
              region              = "{{spec.Region}}"
              service_name        = "{{serviceName}}"
              vpc_endpoint_type   = "Interface"
              vpc_id              = {{(spec.VpcId is { } vpc ? $"\"{vpc}\"" : "var.vpc_id")}}
              subnet_ids          = {{Quoted(SubnetIds(spec), "var.subnet_ids")}}
              security_group_ids  = {{Quoted(spec.SecurityGroupIds, "var.security_group_ids")}}
              private_dns_enabled = false{{InstructionTags.Terraform(tags)}}{{string.Concat(subnets)}}
            }

            output "vpc_endpoint_id" {
              value = aws_vpc_endpoint.this.id
            }

            """;
    }

    private static string CloudFormationText(ConnectionSpec spec, string serviceName, IReadOnlyDictionary<string, string> tags)
    {
        string[] parameters =
        [
            .. Unless(spec.VpcId is not null, Parameter("VpcId", "AWS::EC2::VPC::Id")),
            .. Unless(spec.Subnets.Count > 0, Parameter("SubnetIds", "List<AWS::EC2::Subnet::Id>")),
            .. Unless(spec.SecurityGroupIds.Count > 0, Parameter("SecurityGroupIds", "List<AWS::EC2::SecurityGroup::Id>")),
        ];
        return $"""
            AWSTemplateFormatVersion: "2010-09-09"
            {(parameters.Length == 0 ? "" : $"Parameters:\n{string.Concat(parameters)}")}Resources:
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  ServiceName: {serviceName}
                  VpcEndpointType: Interface
                  VpcId: {spec.VpcId ?? "!Ref VpcId"}
                  SubnetIds: {Listed(SubnetIds(spec), "!Ref SubnetIds")}
                  SecurityGroupIds: {Listed(spec.SecurityGroupIds, "!Ref SecurityGroupIds")}
                  PrivateDnsEnabled: false{InstructionTags.CloudFormation(tags)}
            Outputs:
              VpcEndpointId:
                Value: !Ref Endpoint

            """;
    }

    private static string AwsCliText(ConnectionSpec spec, string serviceName, IReadOnlyDictionary<string, string> tags)
    {
        var addresses = string.Join(' ', Fixed(spec).Select(subnet => $"SubnetId={subnet.SubnetId},Ipv4={subnet.Ipv4}"));
        var configurations = addresses.Length == 0 ? "" : $"  --subnet-configurations {addresses} \\\n";
        var groups = spec.SecurityGroupIds.Count > 0 ? string.Join(' ', spec.SecurityGroupIds) : "$SECURITY_GROUP_IDS";
        return $"""
            aws ec2 create-vpc-endpoint --region {spec.Region} --vpc-endpoint-type Interface \
              --service-name {serviceName} \
              --vpc-id {spec.VpcId ?? "\"$VPC_ID\""} \
              --subnet-ids {(spec.Subnets.Count > 0 ? string.Join(' ', SubnetIds(spec)) : "$SUBNET_IDS")} \
            {configurations}{InstructionTags.AwsCli(tags)}  --security-group-ids {groups} \
              --no-private-dns-enabled --query VpcEndpoint.VpcEndpointId --output text

            """;
    }

    private static IEnumerable<string> Unless(bool known, string text) => known ? [] : [text];

    private static string Variable(string name, string type) => $"variable \"{name}\" {{\n  type = {type}\n}}\n\n";

    private static string Parameter(string name, string type) => $"  {name}:\n    Type: {type}\n";

    private static string Quoted(IReadOnlyList<string> ids, string otherwise) =>
        ids.Count == 0 ? otherwise : $"[{string.Join(", ", ids.Select(id => $"\"{id}\""))}]";

    private static string Listed(IReadOnlyList<string> ids, string otherwise) => ids.Count == 0 ? otherwise : $"[{string.Join(", ", ids)}]";
}
