using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

public sealed class EndpointInstructionsTests
{
    private const string Service = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

    [Fact]
    public void What_the_consumer_has_not_said_is_left_for_them_to_fill_in()
    {
        var texts = EndpointInstructions.For(Samples.SelfManagedSpec(), Service);

        Assert.Equal(
            """
            variable "vpc_id" {
              type = string
            }

            variable "subnet_ids" {
              type = list(string)
            }

            variable "security_group_ids" {
              type = list(string)
            }

            resource "aws_vpc_endpoint" "this" {
              region              = "us-east-1"
              service_name        = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
              vpc_endpoint_type   = "Interface"
              vpc_id              = var.vpc_id
              subnet_ids          = var.subnet_ids
              security_group_ids  = var.security_group_ids
              private_dns_enabled = false
            }

            output "vpc_endpoint_id" {
              value = aws_vpc_endpoint.this.id
            }

            """,
            texts.Terraform);
        Assert.Equal(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              VpcId:
                Type: AWS::EC2::VPC::Id
              SubnetIds:
                Type: List<AWS::EC2::Subnet::Id>
              SecurityGroupIds:
                Type: List<AWS::EC2::SecurityGroup::Id>
            Resources:
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  ServiceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
                  VpcEndpointType: Interface
                  VpcId: !Ref VpcId
                  SubnetIds: !Ref SubnetIds
                  SecurityGroupIds: !Ref SecurityGroupIds
                  PrivateDnsEnabled: false
            Outputs:
              VpcEndpointId:
                Value: !Ref Endpoint

            """,
            texts.CloudFormation);
        Assert.Equal(
            """
            aws ec2 create-vpc-endpoint --region us-east-1 --vpc-endpoint-type Interface \
              --service-name com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 \
              --vpc-id "$VPC_ID" \
              --subnet-ids $SUBNET_IDS \
              --security-group-ids $SECURITY_GROUP_IDS \
              --no-private-dns-enabled --query VpcEndpoint.VpcEndpointId --output text

            """,
            texts.AwsCli);
    }

    [Fact]
    public void What_they_have_said_is_in_every_text_and_nothing_is_left_open()
    {
        var spec = Samples.ConnectionSpec() with { SelfManaged = true };

        var texts = EndpointInstructions.For(spec, Service);

        Assert.All(new[] { texts.Terraform, texts.CloudFormation, texts.AwsCli }, text =>
        {
            Assert.Contains(spec.VpcId!, text, StringComparison.Ordinal);
            Assert.All(spec.Subnets, subnet => Assert.Contains(subnet.SubnetId, text, StringComparison.Ordinal));
            Assert.All(spec.SecurityGroupIds, group => Assert.Contains(group, text, StringComparison.Ordinal));
            Assert.Contains(Service, text, StringComparison.Ordinal);
            Assert.DoesNotContain("var.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Parameters", text, StringComparison.Ordinal);
            Assert.DoesNotContain("$", text, StringComparison.Ordinal);
        });
        Assert.Contains("--subnet-configurations SubnetId=subnet-0aaaaaaaaaaaaaaa2,Ipv4=10.20.2.17 \\\n", texts.AwsCli, StringComparison.Ordinal);
        Assert.Contains("    ipv4      = \"10.20.2.17\"", texts.Terraform, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_as_tags_is_in_every_text_that_makes_the_endpoint()
    {
        var tags = new Dictionary<string, string> { ["Owner"] = "check \"out\"", ["CostCentre"] = "4711", ["odd"] = "it's ${x}" };

        var texts = EndpointInstructions.For(Samples.SelfManagedSpec(), Service, tags);

        Assert.Contains(
            """
              private_dns_enabled = false

              tags = {
                "CostCentre" = "4711"
                "Owner" = "check \"out\""
                "odd" = "it's $${x}"
              }
            }
            """, texts.Terraform, StringComparison.Ordinal);
        Assert.Contains(
            """
                  PrivateDnsEnabled: false
                  Tags:
                    - Key: "CostCentre"
                      Value: "4711"
                    - Key: "Owner"
                      Value: "check \"out\""
            """, texts.CloudFormation, StringComparison.Ordinal);
        Assert.Contains(
            """
              --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"CostCentre","Value":"4711"},
            """.Trim(), texts.AwsCli, StringComparison.Ordinal);
        Assert.Contains("it'\\''s ${x}", texts.AwsCli, StringComparison.Ordinal);
    }
}
