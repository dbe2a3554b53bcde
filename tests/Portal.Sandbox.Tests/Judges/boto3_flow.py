"""boto3 drives both sides of PrivateLink: a provider publishes, a consumer connects, and each is refused what AWS refuses."""

import json
import os
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

WORLD = json.loads(os.environ["JUDGE_WORLD"])
NAME = "api.payments.example.com"


def client(service, alias, key=None, secret=None, token=None):
    account = WORLD["accounts"][alias]
    return boto3.client(
        service,
        endpoint_url=WORLD["endpoint"],
        region_name="us-east-1",
        aws_access_key_id=key or account["key"],
        aws_secret_access_key=secret or account["secret"],
        aws_session_token=token,
        config=Config(retries={"max_attempts": 0}),
    )


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"expected {code}, got {found}"
        assert error.response["ResponseMetadata"]["RequestId"]
        return found["Message"]
    raise AssertionError(f"{code} was expected, but the call went through")


def name_filter(name):
    return [{"Name": "tag:Name", "Values": [name]}]


def publish_txt(name, values):
    body = json.dumps({"name": name, "values": values}).encode()
    request = urllib.request.Request(WORLD["control"] + "/dns/txt", body, {"Content-Type": "application/json"}, method="PUT")
    urllib.request.urlopen(request).read()


def keys():
    """Who is who, and what a wrong key is told."""
    sts = client("sts", "payments-prod")
    identity = sts.get_caller_identity()
    assert identity["Account"] == WORLD["accounts"]["payments-prod"]["id"]
    wrong = {"secret": "x" * 40}
    refused("SignatureDoesNotMatch", client("sts", "payments-prod", **wrong).get_caller_identity)
    refused("AuthFailure", client("ec2", "payments-prod", **wrong).describe_vpcs)
    refused("SignatureDoesNotMatch", client("elbv2", "payments-prod", **wrong).describe_load_balancers)
    unknown = {"key": "AKIAAAAAAAAAAAAAAAAA"}
    refused("InvalidClientTokenId", client("sts", "payments-prod", **unknown).get_caller_identity)
    refused("AuthFailure", client("ec2", "payments-prod", **unknown).describe_vpcs)
    refused("InvalidClientTokenId", client("elbv2", "payments-prod", **unknown).describe_load_balancers)
    refused("InvalidClientTokenId", client("sts", "payments-prod", token="not-a-token").get_caller_identity)

    hub = client("sts", "privatelink-portal")
    role = WORLD["accounts"]["storefront-prod"]
    taken = hub.assume_role(RoleArn=role["roleArn"], RoleSessionName="judge", ExternalId=role["externalId"], DurationSeconds=900)
    session = taken["Credentials"]
    assumed = client("sts", "storefront-prod", session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
    assert assumed.get_caller_identity()["Arn"] == taken["AssumedRoleUser"]["Arn"]
    refused("AccessDenied", hub.assume_role, RoleArn=role["roleArn"], RoleSessionName="judge", ExternalId="wrong")
    refused("AccessDenied", hub.assume_role, RoleArn=role["roleArn"], RoleSessionName="judge")
    refused("AccessDenied", sts.assume_role, RoleArn=role["roleArn"], RoleSessionName="judge", ExternalId=role["externalId"])
    refused("ValidationError", hub.assume_role, RoleArn=role["roleArn"], RoleSessionName="judge", ExternalId=role["externalId"], DurationSeconds=899000)


def networks(ec2):
    """The networks of an account, by page and filter."""
    [vpc] = ec2.describe_vpcs(Filters=name_filter("payments-core"))["Vpcs"]
    of_vpc = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
    pages = list(ec2.get_paginator("describe_subnets").paginate(Filters=of_vpc, PaginationConfig={"PageSize": 5}))
    subnets = [subnet for page in pages for subnet in page["Subnets"]]
    zones = {zone["ZoneName"]: zone["ZoneId"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]}
    assert all(zones[subnet["AvailabilityZone"]] == subnet["AvailabilityZoneId"] for subnet in subnets)
    assert ec2.describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute="enableDnsSupport")["EnableDnsSupport"]["Value"] is True
    groups = ec2.describe_security_groups(Filters=of_vpc)["SecurityGroups"]
    assert {"default"} < {group["GroupName"] for group in groups}
    instances = [one for found in ec2.describe_instances(Filters=of_vpc)["Reservations"] for one in found["Instances"]]
    assert {one["State"]["Name"] for one in instances} == {"running"}
    refused("InvalidVpcID.NotFound", ec2.describe_vpcs, VpcIds=["vpc-0aaaaaaaaaaaaaaaa"])
    refused("InvalidVpcID.Malformed", ec2.describe_vpcs, VpcIds=["vpc-xyz"])
    refused("InvalidParameterValue", ec2.describe_vpcs, Filters=[{"Name": "colour", "Values": ["blue"]}])
    refused("DryRunOperation", ec2.describe_vpcs, DryRun=True)
    return vpc, subnets, instances


def ground(ec2):
    """A network is made, wired and taken down again; nothing goes while something hangs on it."""
    vpc = ec2.create_vpc(CidrBlock="10.77.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "judged"}]}])["Vpc"]["VpcId"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc])
    refused("InvalidVpc.Range", ec2.create_vpc, CidrBlock="10.0.0.0/8")
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.77.1.0/24", AvailabilityZoneId="use1-az2")["Subnet"]
    assert subnet["AvailabilityZoneId"] == "use1-az2" and subnet["AvailableIpAddressCount"] == 251
    ec2.get_waiter("subnet_available").wait(SubnetIds=[subnet["SubnetId"]])
    refused("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=vpc, CidrBlock="10.77.1.128/25")
    group = ec2.create_security_group(VpcId=vpc, GroupName="judged", Description="judged")["GroupId"]
    refused("InvalidGroup.Duplicate", ec2.create_security_group, VpcId=vpc, GroupName="judged", Description="judged")
    https = [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.77.0.0/16", "Description": "all"}]}]
    [rule] = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=https)["SecurityGroupRules"]
    refused("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=https)
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    assert {(one["IsEgress"], one["IpProtocol"]) for one in rules} == {(False, "tcp"), (True, "-1")}
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=https)
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=https)
    refused("InvalidPermission.NotFound", ec2.revoke_security_group_egress, GroupId=group, IpPermissions=https)
    wire(ec2, vpc, subnet["SubnetId"])
    [instance] = ec2.run_instances(ImageId="ami-0abcdef1234567890", InstanceType="t3.micro", MinCount=1, MaxCount=1, SubnetId=subnet["SubnetId"], SecurityGroupIds=[group])["Instances"]
    ec2.get_waiter("instance_running").wait(InstanceIds=[instance["InstanceId"]])
    refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=subnet["SubnetId"])
    [ended] = ec2.terminate_instances(InstanceIds=[instance["InstanceId"]])["TerminatingInstances"]
    assert (ended["PreviousState"]["Name"], ended["CurrentState"]["Name"]) == ("running", "shutting-down")
    ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]])
    ec2.delete_security_group(GroupId=group)
    refused("InvalidGroup.NotFound", ec2.delete_security_group, GroupId=group)
    refused("DependencyViolation", ec2.delete_vpc, VpcId=vpc)
    ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    ec2.delete_vpc(VpcId=vpc)


def wire(ec2, vpc, subnet):
    """A route to a data centre behind a virtual private gateway."""
    gateway = ec2.create_vpn_gateway(Type="ipsec.1", AmazonSideAsn=64600)["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=gateway)
    assert ec2.describe_vpn_gateways(VpnGatewayIds=[gateway])["VpnGateways"][0]["VpcAttachments"] == [{"State": "attached", "VpcId": vpc}]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    ec2.enable_vgw_route_propagation(RouteTableId=table, GatewayId=gateway)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", GatewayId=gateway)
    refused("RouteAlreadyExists", ec2.create_route, RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", GatewayId=gateway)
    [seen] = ec2.describe_route_tables(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["RouteTables"]
    assert {(route["DestinationCidrBlock"], route["GatewayId"], route["State"]) for route in seen["Routes"]} == {("10.77.0.0/16", "local", "active"), ("192.168.0.0/16", gateway, "active")}
    ec2.disable_vgw_route_propagation(RouteTableId=table, GatewayId=gateway)
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock="192.168.0.0/16")
    refused("DependencyViolation", ec2.delete_route_table, RouteTableId=table)
    ec2.disassociate_route_table(AssociationId=association)
    ec2.delete_route_table(RouteTableId=table)
    refused("IncorrectState", ec2.delete_vpn_gateway, VpnGatewayId=gateway)
    ec2.detach_vpn_gateway(VpcId=vpc, VpnGatewayId=gateway)
    ec2.delete_vpn_gateway(VpnGatewayId=gateway)


def balancer(elb, vpc, subnets, instances):
    """A load balancer with a healthy target, and what may not be done to it."""
    wish = {"Name": "judged", "Type": "network", "Scheme": "internal", "Subnets": [subnet["SubnetId"] for subnet in subnets[:2]], "Tags": [{"Key": "by", "Value": "a b+c=ü"}]}
    [made] = elb.create_load_balancer(**wish)["LoadBalancers"]
    arn = made["LoadBalancerArn"]
    assert elb.create_load_balancer(**wish)["LoadBalancers"][0]["LoadBalancerArn"] == arn
    refused("DuplicateLoadBalancerName", elb.create_load_balancer, **{**wish, "Subnets": [subnets[0]["SubnetId"]]})
    elb.get_waiter("load_balancer_available").wait(LoadBalancerArns=[arn])
    [group] = elb.create_target_group(Name="judged", Protocol="TCP", Port=8443, VpcId=vpc["VpcId"], TargetType="ip", HealthCheckProtocol="TCP")["TargetGroups"]
    target = next(one for one in instances if one["SubnetId"] in wish["Subnets"])["PrivateIpAddress"]
    elb.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": target}])
    [unused] = elb.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
    assert (unused["TargetHealth"]["State"], unused["TargetHealth"]["Reason"]) == ("unused", "Target.NotInUse")
    assert unused["Target"]["AvailabilityZone"] in {subnet["AvailabilityZone"] for subnet in subnets}
    forward = [{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}]
    [listener] = elb.create_listener(LoadBalancerArn=arn, Protocol="TCP", Port=443, DefaultActions=forward)["Listeners"]
    certificates = [{"CertificateArn": "arn:aws:acm:us-east-1:210000000001:certificate/1"}]
    refused("DuplicateListener", elb.create_listener, LoadBalancerArn=arn, Protocol="TLS", Port=443, Certificates=certificates, DefaultActions=forward)
    elb.get_waiter("target_in_service").wait(TargetGroupArn=group["TargetGroupArn"])
    assert [one["ListenerArn"] for page in elb.get_paginator("describe_listeners").paginate(LoadBalancerArn=arn) for one in page["Listeners"]] == [listener["ListenerArn"]]
    elb.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[{"Key": "load_balancing.cross_zone.enabled", "Value": "true"}])
    attributes = {one["Key"]: one["Value"] for one in elb.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]}
    assert attributes["load_balancing.cross_zone.enabled"] == "true"
    elb.modify_target_group_attributes(TargetGroupArn=group["TargetGroupArn"], Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "0"}])
    assert elb.describe_target_group_attributes(TargetGroupArn=group["TargetGroupArn"])["Attributes"]
    elb.set_subnets(LoadBalancerArn=arn, Subnets=[subnet["SubnetId"] for subnet in subnets])
    [described] = elb.describe_tags(ResourceArns=[arn])["TagDescriptions"]
    assert described["Tags"] == wish["Tags"]
    elb.add_tags(ResourceArns=[arn], Tags=[{"Key": "stage", "Value": "test"}])
    elb.remove_tags(ResourceArns=[arn], TagKeys=["stage"])
    refused("ValidationError", elb.modify_target_group, TargetGroupArn=group["TargetGroupArn"], HealthCheckIntervalSeconds=10)
    elb.modify_target_group(TargetGroupArn=group["TargetGroupArn"], HealthCheckIntervalSeconds=10, HealthCheckTimeoutSeconds=5)
    assert elb.describe_target_groups(LoadBalancerArn=arn)["TargetGroups"][0]["HealthCheckIntervalSeconds"] == 10
    elb.modify_listener(ListenerArn=listener["ListenerArn"], Port=444)
    refused("InvalidConfigurationRequest", elb.set_security_groups, LoadBalancerArn=arn, SecurityGroups=["sg-0aaaaaaaaaaaaaaaa"])
    elb.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": target, "Port": 9443}])
    elb.deregister_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": target, "Port": 9443}])
    refused("TargetGroupNotFound", elb.describe_target_health, TargetGroupArn=group["TargetGroupArn"][:-4] + "0000")
    refused("ResourceInUse", elb.delete_target_group, TargetGroupArn=group["TargetGroupArn"])
    refused("LoadBalancerNotFound", elb.describe_load_balancers, Names=["nobody"])
    return arn, group["TargetGroupArn"], listener["ListenerArn"]


def publish(ec2, arn):
    wish = {"NetworkLoadBalancerArns": [arn], "AcceptanceRequired": True, "PrivateDnsName": NAME, "ClientToken": "judge-1", "TagSpecifications": [{"ResourceType": "vpc-endpoint-service", "Tags": [{"Key": "Name", "Value": "judged"}]}]}
    refused("DryRunOperation", ec2.create_vpc_endpoint_service_configuration, **wish, DryRun=True)
    service = ec2.create_vpc_endpoint_service_configuration(**wish)["ServiceConfiguration"]
    assert ec2.create_vpc_endpoint_service_configuration(**wish)["ServiceConfiguration"]["ServiceId"] == service["ServiceId"]
    refused("IdempotentParameterMismatch", ec2.create_vpc_endpoint_service_configuration, **{**wish, "AcceptanceRequired": False})
    refused("InvalidParameter", ec2.create_vpc_endpoint_service_configuration, **{**wish, "ClientToken": "judge-2"})
    ec2.modify_vpc_endpoint_service_configuration(ServiceId=service["ServiceId"], AcceptanceRequired=True)
    found = [one for page in ec2.get_paginator("describe_vpc_endpoint_service_configurations").paginate(Filters=name_filter("judged")) for one in page["ServiceConfigurations"]]
    assert [one["ServiceId"] for one in found] == [service["ServiceId"]]
    assert found[0]["ServiceState"] == "Available"
    return service


def verify(ec2, service):
    wanted = service["PrivateDnsNameConfiguration"]
    assert (wanted["State"], wanted["Type"]) == ("pendingVerification", "TXT")
    ec2.start_vpc_endpoint_service_private_dns_verification(ServiceId=service["ServiceId"])
    state = lambda: ec2.describe_vpc_endpoint_service_configurations(ServiceIds=[service["ServiceId"]])["ServiceConfigurations"][0]["PrivateDnsNameConfiguration"]["State"]
    assert state() == "failed"
    publish_txt(f"{wanted['Name']}.{NAME}", [wanted["Value"]])
    ec2.start_vpc_endpoint_service_private_dns_verification(ServiceId=service["ServiceId"])
    assert state() == "verified"


def connect(provider, consumer, service):
    """From the first knock to an available endpoint."""
    [vpc] = consumer.describe_vpcs(Filters=name_filter("storefront"))["Vpcs"]
    subnets = {tag["Value"]: subnet for subnet in consumer.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["Subnets"] for tag in subnet["Tags"]}
    first, second = subnets["storefront-app-az1"]["SubnetId"], subnets["storefront-app-az2"]["SubnetId"]
    wish = {"VpcEndpointType": "Interface", "VpcId": vpc["VpcId"], "ServiceName": service["ServiceName"], "SubnetIds": [first], "ClientToken": "judge-3"}
    root = f"arn:aws:iam::{WORLD['accounts']['storefront-prod']['id']}:root"
    refused("InvalidServiceName", consumer.describe_vpc_endpoint_services, ServiceNames=[service["ServiceName"]])
    refused("InvalidServiceName", consumer.create_vpc_endpoint, **wish)
    assert "'me'" in refused("InvalidPrincipal", provider.modify_vpc_endpoint_service_permissions, ServiceId=service["ServiceId"], AddAllowedPrincipals=["me"])
    added = provider.modify_vpc_endpoint_service_permissions(ServiceId=service["ServiceId"], AddAllowedPrincipals=[root])
    assert added["ReturnValue"] is True
    [allowed] = provider.describe_vpc_endpoint_service_permissions(ServiceId=service["ServiceId"])["AllowedPrincipals"]
    assert (allowed["Principal"], allowed["PrincipalType"]) == (root, "Account")

    [seen] = consumer.describe_vpc_endpoint_services(ServiceNames=[service["ServiceName"]])["ServiceDetails"]
    assert seen["AcceptanceRequired"] is True and len(seen["AvailabilityZones"]) == 3 and seen["PrivateDnsNameVerificationState"] == "verified"
    refused("DuplicateSubnetsInSameZone", consumer.create_vpc_endpoint, **{**wish, "SubnetIds": [first, subnets["storefront-batch-az1"]["SubnetId"]]})
    refused("InvalidSubnetID.NotFound", consumer.create_vpc_endpoint, **{**wish, "SubnetIds": ["subnet-0aaaaaaaaaaaaaaaa"]})
    endpoint = consumer.create_vpc_endpoint(**wish)["VpcEndpoint"]
    assert endpoint["State"] == "pendingAcceptance"
    assert consumer.create_vpc_endpoint(**wish)["VpcEndpoint"]["VpcEndpointId"] == endpoint["VpcEndpointId"]
    refused("IdempotentParameterMismatch", consumer.create_vpc_endpoint, **{**wish, "SubnetIds": [second]})

    [knock] = provider.describe_vpc_endpoint_connections(Filters=[{"Name": "vpc-endpoint-state", "Values": ["pendingAcceptance"]}])["VpcEndpointConnections"]
    assert (knock["VpcEndpointId"], knock["VpcEndpointOwner"]) == (endpoint["VpcEndpointId"], WORLD["accounts"]["storefront-prod"]["id"])
    ids = {"ServiceId": service["ServiceId"], "VpcEndpointIds": [endpoint["VpcEndpointId"]]}
    assert not provider.accept_vpc_endpoint_connections(**ids).get("Unsuccessful")
    [unknown] = provider.accept_vpc_endpoint_connections(**{**ids, "VpcEndpointIds": ["vpce-0aaaaaaaaaaaaaaaa"]})["Unsuccessful"]
    assert unknown["Error"]["Code"] == "InvalidVpcEndpointId.NotFound"
    [live] = consumer.describe_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])["VpcEndpoints"]
    assert live["State"] == "available" and live["DnsEntries"][0]["DnsName"].startswith(endpoint["VpcEndpointId"])
    [card] = consumer.describe_network_interfaces(NetworkInterfaceIds=live["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert (card["InterfaceType"], card["RequesterManaged"]) == ("vpc_endpoint", True)

    change = consumer.modify_vpc_endpoint(VpcEndpointId=endpoint["VpcEndpointId"], AddSubnetIds=[second], PrivateDnsEnabled=True)
    assert change["Return"] is True
    [changed] = consumer.describe_vpc_endpoints(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["VpcEndpoints"]
    assert len(changed["NetworkInterfaceIds"]) == 2 and NAME in [entry["DnsName"] for entry in changed["DnsEntries"]]
    consumer.create_tags(Resources=[endpoint["VpcEndpointId"]], Tags=[{"Key": "team", "Value": "shop"}])
    assert consumer.describe_tags(Filters=[{"Name": "resource-id", "Values": [endpoint["VpcEndpointId"]]}])["Tags"][0]["ResourceType"] == "vpc-endpoint"
    consumer.delete_tags(Resources=[endpoint["VpcEndpointId"]], Tags=[{"Key": "team"}])
    return endpoint["VpcEndpointId"], ids


def withdraw(provider, elb, consumer, service, ids, balancer_ids):
    """Nothing goes while something hangs on it."""
    arn, group, listener = balancer_ids
    [held] = provider.delete_vpc_endpoint_service_configurations(ServiceIds=[service["ServiceId"]])["Unsuccessful"]
    assert held["Error"]["Code"] == "ExistingVpcEndpointConnections"
    refused("ResourceInUse", elb.delete_load_balancer, LoadBalancerArn=arn)
    assert not provider.reject_vpc_endpoint_connections(**ids).get("Unsuccessful")
    assert consumer.describe_vpc_endpoints(VpcEndpointIds=ids["VpcEndpointIds"])["VpcEndpoints"][0]["State"] == "rejected"
    refused("IncorrectState", consumer.modify_vpc_endpoint, VpcEndpointId=ids["VpcEndpointIds"][0], PrivateDnsEnabled=False)
    assert not consumer.delete_vpc_endpoints(VpcEndpointIds=ids["VpcEndpointIds"]).get("Unsuccessful")
    refused("InvalidVpcEndpointId.NotFound", consumer.describe_vpc_endpoints, VpcEndpointIds=ids["VpcEndpointIds"])
    [gone] = consumer.delete_vpc_endpoints(VpcEndpointIds=ids["VpcEndpointIds"])["Unsuccessful"]
    assert gone["Error"]["Code"] == "InvalidVpcEndpoint.NotFound"
    assert not provider.delete_vpc_endpoint_service_configurations(ServiceIds=[service["ServiceId"]]).get("Unsuccessful")
    elb.delete_listener(ListenerArn=listener)
    elb.delete_target_group(TargetGroupArn=group)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.get_waiter("load_balancers_deleted").wait(LoadBalancerArns=[arn])


def main():
    keys()
    provider, consumer, elb = client("ec2", "payments-prod"), client("ec2", "storefront-prod"), client("elbv2", "payments-prod")
    ground(consumer)
    vpc, subnets, instances = networks(provider)
    balancer_ids = balancer(elb, vpc, subnets, instances)
    service = publish(provider, balancer_ids[0])
    verify(provider, service)
    _, ids = connect(provider, consumer, service)
    withdraw(provider, elb, consumer, service, ids, balancer_ids)


main()
