// AWS's SDK for JavaScript drives both sides of PrivateLink. It shows nothing that its model does not have, so what is read here is named as AWS names it.
import assert from "node:assert/strict";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing-v2";
import * as sts from "@aws-sdk/client-sts";

const world = JSON.parse(process.env.JUDGE_WORLD);

const settings = (alias, wrong = {}) => ({
  endpoint: world.endpoint,
  region: "us-east-1",
  maxAttempts: 1,
  credentials: { accessKeyId: world.accounts[alias].key, secretAccessKey: world.accounts[alias].secret, ...wrong },
});

async function refused(code, call) {
  await assert.rejects(call, (error) => {
    assert.equal(error.Code ?? error.name, code, `expected ${code}, got ${error}`);
    assert.ok(error.$metadata.requestId);
    return true;
  });
}

async function keys() {
  const wrong = { secretAccessKey: "x".repeat(40) };
  await refused("SignatureDoesNotMatch", () => new sts.STSClient(settings("payments-prod", wrong)).send(new sts.GetCallerIdentityCommand({})));
  await refused("AuthFailure", () => new ec2.EC2Client(settings("payments-prod", wrong)).send(new ec2.DescribeVpcsCommand({})));
  await refused("SignatureDoesNotMatch", () => new elb.ElasticLoadBalancingV2Client(settings("payments-prod", wrong)).send(new elb.DescribeLoadBalancersCommand({})));
  const hub = new sts.STSClient(settings("privatelink-portal"));
  const { roleArn, externalId } = world.accounts["storefront-prod"];
  const { Credentials: session, AssumedRoleUser: role } = await hub.send(new sts.AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "judge", ExternalId: externalId }));
  assert.ok(session.Expiration instanceof Date);
  const assumed = { accessKeyId: session.AccessKeyId, secretAccessKey: session.SecretAccessKey, sessionToken: session.SessionToken };
  const identity = await new sts.STSClient(settings("storefront-prod", assumed)).send(new sts.GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, role.Arn);
  await refused("AccessDenied", () => hub.send(new sts.AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "judge", ExternalId: "wrong" })));
  return new ec2.EC2Client(settings("storefront-prod", assumed));
}

async function balancer(provider, balancing) {
  const { Vpcs: [vpc] } = await provider.send(new ec2.DescribeVpcsCommand({ Filters: [{ Name: "tag:Name", Values: ["payments-core"] }] }));
  const { Subnets: subnets } = await provider.send(new ec2.DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }] }));
  const { SecurityGroups: [group] } = await provider.send(new ec2.DescribeSecurityGroupsCommand({ Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }, { Name: "group-name", Values: ["default"] }] }));
  assert.equal(group.SecurityGroupArn, `arn:aws:ec2:us-east-1:${vpc.OwnerId}:security-group/${group.GroupId}`);
  const { LoadBalancers: [made] } = await balancing.send(new elb.CreateLoadBalancerCommand({
    Name: "judged-js", Type: "network", Scheme: "internal", Subnets: subnets.map((subnet) => subnet.SubnetId), SecurityGroups: [group.GroupId],
  }));
  const arn = made.LoadBalancerArn;
  assert.ok(made.CreatedTime instanceof Date);
  assert.equal(made.EnablePrefixForIpv6SourceNat, "off");
  assert.equal(made.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic, "on");
  const { EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced } = await balancing.send(new elb.SetSecurityGroupsCommand({
    LoadBalancerArn: arn, SecurityGroups: [group.GroupId], EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
  }));
  assert.equal(enforced, "off");
  assert.equal((await balancing.send(new elb.SetSubnetsCommand({ LoadBalancerArn: arn, Subnets: made.AvailabilityZones.map((zone) => zone.SubnetId) }))).EnablePrefixForIpv6SourceNat, "off");
  await elb.waitUntilLoadBalancerAvailable({ client: balancing, maxWaitTime: 20 }, { LoadBalancerArns: [arn] });
  const { TargetGroups: [targets] } = await balancing.send(new elb.CreateTargetGroupCommand({ Name: "judged-js", Protocol: "TCP", Port: 8443, VpcId: vpc.VpcId, TargetType: "instance" }));
  const { Reservations: reservations } = await provider.send(new ec2.DescribeInstancesCommand({ Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }] }));
  assert.match(reservations[0].Instances[0].InstanceType, /^m7g\./);
  await balancing.send(new elb.RegisterTargetsCommand({ TargetGroupArn: targets.TargetGroupArn, Targets: reservations.map((one) => ({ Id: one.Instances[0].InstanceId })) }));
  const { Listeners: [listener] } = await balancing.send(new elb.CreateListenerCommand({
    LoadBalancerArn: arn, Protocol: "TCP", Port: 443, DefaultActions: [{ Type: "forward", TargetGroupArn: targets.TargetGroupArn }],
  }));
  await elb.waitUntilTargetInService({ client: balancing, maxWaitTime: 20 }, { TargetGroupArn: targets.TargetGroupArn });
  const { TargetHealthDescriptions: shown } = await balancing.send(new elb.DescribeTargetHealthCommand({ TargetGroupArn: targets.TargetGroupArn }));
  assert.deepEqual(shown.map((one) => one.Target.AvailabilityZone), reservations.map(() => undefined));
  await refused("DuplicateLoadBalancerName", () => balancing.send(new elb.CreateLoadBalancerCommand({ Name: "judged-js", Type: "network", Scheme: "internal", Subnets: [subnets[0].SubnetId] })));
  return { arn, targets: targets.TargetGroupArn, listener: listener.ListenerArn };
}

async function publish(provider, arn) {
  const wish = { NetworkLoadBalancerArns: [arn], AcceptanceRequired: true, ClientToken: "judge-js", SupportedRegions: ["us-east-1"] };
  const { ServiceConfiguration: service } = await provider.send(new ec2.CreateVpcEndpointServiceConfigurationCommand(wish));
  const { ServiceConfiguration: again } = await provider.send(new ec2.CreateVpcEndpointServiceConfigurationCommand(wish));
  assert.equal(again.ServiceId, service.ServiceId);
  await refused("IdempotentParameterMismatch", () => provider.send(new ec2.CreateVpcEndpointServiceConfigurationCommand({ ...wish, AcceptanceRequired: false })));
  assert.deepEqual(service.SupportedRegions, [{ Region: "us-east-1", ServiceState: "Available" }]);
  assert.equal(service.RemoteAccessEnabled, false);
  assert.equal(service.AvailabilityZoneIds.length, 3);
  return service;
}

async function connect(provider, consumer, service) {
  const { Subnets: subnets } = await consumer.send(new ec2.DescribeSubnetsCommand({ Filters: [{ Name: "tag:Name", Values: ["storefront-app-az1", "storefront-app-az2"] }] }));
  const [first, second] = subnets.sort((one, other) => one.AvailabilityZoneId.localeCompare(other.AvailabilityZoneId));
  const wish = {
    VpcEndpointType: "Interface", VpcId: first.VpcId, ServiceName: service.ServiceName, ServiceRegion: "us-east-1",
    SubnetIds: [first.SubnetId], SubnetConfigurations: [{ SubnetId: first.SubnetId, Ipv4: "10.20.0.77" }],
  };
  await refused("InvalidServiceName", () => consumer.send(new ec2.CreateVpcEndpointCommand(wish)));
  await provider.send(new ec2.ModifyVpcEndpointServicePermissionsCommand({ ServiceId: service.ServiceId, AddAllowedPrincipals: [`arn:aws:iam::${world.accounts["storefront-prod"].id}:root`] }));
  const describe = new ec2.DescribeVpcEndpointServicesCommand({ ServiceNames: [service.ServiceName], ServiceRegions: ["us-east-1"] });
  await refused("UnauthorizedOperation", () => consumer.send(describe));
  const { ServiceDetails: [seen] } = await new ec2.EC2Client(settings("storefront-prod")).send(describe);
  assert.equal(seen.ServiceRegion, "us-east-1");
  assert.equal(seen.AvailabilityZoneIds.length, 3);
  const { VpcEndpoint: endpoint } = await consumer.send(new ec2.CreateVpcEndpointCommand(wish));
  assert.deepEqual([endpoint.State, endpoint.ServiceRegion, endpoint.FailureReason], ["pendingAcceptance", "us-east-1", undefined]);
  assert.ok(endpoint.CreationTimestamp instanceof Date);
  const { VpcEndpointConnections: [knock] } = await provider.send(new ec2.DescribeVpcEndpointConnectionsCommand({ Filters: [{ Name: "service-id", Values: [service.ServiceId] }] }));
  assert.deepEqual([knock.VpcEndpointId, knock.VpcEndpointRegion], [endpoint.VpcEndpointId, "us-east-1"]);
  const ids = { ServiceId: service.ServiceId, VpcEndpointIds: [endpoint.VpcEndpointId] };
  await provider.send(new ec2.AcceptVpcEndpointConnectionsCommand(ids));
  await consumer.send(new ec2.ModifyVpcEndpointCommand({ VpcEndpointId: endpoint.VpcEndpointId, AddSubnetIds: [second.SubnetId], SubnetConfigurations: [{ SubnetId: second.SubnetId, Ipv4: "10.20.1.77" }] }));
  const { VpcEndpoints: [live] } = await consumer.send(new ec2.DescribeVpcEndpointsCommand({ VpcEndpointIds: [endpoint.VpcEndpointId] }));
  assert.equal(live.State, "available");
  const { NetworkInterfaces: cards } = await consumer.send(new ec2.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: live.NetworkInterfaceIds }));
  assert.deepEqual(cards.map((card) => card.PrivateIpAddress).sort(), ["10.20.0.77", "10.20.1.77"]);
  assert.deepEqual(cards.map((card) => card.AvailabilityZoneId).sort(), ["use1-az1", "use1-az2"]);
  return ids;
}

async function withdraw(provider, consumer, balancing, service, ids, { arn, targets, listener }) {
  const services = { ServiceIds: [service.ServiceId] };
  const { Unsuccessful: [held] } = await provider.send(new ec2.DeleteVpcEndpointServiceConfigurationsCommand(services));
  assert.equal(held.Error.Code, "ExistingVpcEndpointConnections");
  await refused("ResourceInUse", () => balancing.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: arn })));
  await provider.send(new ec2.RejectVpcEndpointConnectionsCommand(ids));
  const { VpcEndpoints: [rejected] } = await consumer.send(new ec2.DescribeVpcEndpointsCommand({ VpcEndpointIds: ids.VpcEndpointIds }));
  assert.equal(rejected.State, "rejected");
  await consumer.send(new ec2.DeleteVpcEndpointsCommand({ VpcEndpointIds: ids.VpcEndpointIds }));
  await refused("InvalidVpcEndpointId.NotFound", () => consumer.send(new ec2.DescribeVpcEndpointsCommand({ VpcEndpointIds: ids.VpcEndpointIds })));
  const { Unsuccessful: none } = await provider.send(new ec2.DeleteVpcEndpointServiceConfigurationsCommand(services));
  assert.deepEqual(none ?? [], []);
  await balancing.send(new elb.DeleteListenerCommand({ ListenerArn: listener }));
  await balancing.send(new elb.DeleteTargetGroupCommand({ TargetGroupArn: targets }));
  await balancing.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
}

const provider = new ec2.EC2Client(settings("payments-prod"));
const balancing = new elb.ElasticLoadBalancingV2Client(settings("payments-prod"));
const consumer = await keys();
const made = await balancer(provider, balancing);
const service = await publish(provider, made.arn);
const ids = await connect(provider, consumer, service);
await withdraw(provider, consumer, balancing, service, ids, made);
