#!/usr/bin/env bash
# The AWS CLI drives both sides of PrivateLink: a provider publishes, a consumer connects, and each is refused what AWS refuses.
set -euo pipefail

aws=/usr/bin/aws
[ -x "$aws" ] || aws=aws

declare -A keys secrets ids
{
  read -r endpoint
  while read -r alias id key secret; do
    ids[$alias]=$id keys[$alias]=$key secrets[$alias]=$secret
  done
} < <(python3 -c 'import json, os
world = json.loads(os.environ["JUDGE_WORLD"])
print(world["endpoint"], *(" ".join((alias, one["id"], one["key"], one["secret"])) for alias, one in world["accounts"].items()), sep="\n")')

# as ALIAS SERVICE OPERATION...: what the CLI answers as text.
as() {
  local alias=$1
  shift
  AWS_ACCESS_KEY_ID=${keys[$alias]} AWS_SECRET_ACCESS_KEY=${SECRET:-${secrets[$alias]}} "$aws" --endpoint-url "$endpoint" --output text "$@"
}

is() {
  [ "$1" = "$2" ] || { echo "expected '$2', got '$1' (line ${BASH_LINENO[0]})" >&2; exit 1; }
}

# Version 1 of the CLI ends with 255 whatever went wrong; version 2 tells what the service refused by 254.
refusal=$("$aws" --version 2>&1 | grep -q '^aws-cli/1\.' && echo 255 || echo 254)

# refused CODE ALIAS SERVICE OPERATION...: the CLI ends as it does for a refusal, and tells the code.
refused() {
  local code=$1 status=0 said
  shift
  said=$(as "$@" 2>&1) || status=$?
  is "$status" "$refusal"
  [[ $said == *"($code)"* ]] || { echo "expected $code, got: $said" >&2; exit 1; }
}

SECRET=wrong refused SignatureDoesNotMatch payments-prod sts get-caller-identity
SECRET=wrong refused AuthFailure payments-prod ec2 describe-vpcs

vpc=$(as payments-prod ec2 describe-vpcs --filters Name=tag:Name,Values=payments-core --query 'Vpcs[].VpcId')
subnets=$(as payments-prod ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'Subnets[].SubnetId')
# shellcheck disable=SC2086 # a word for each subnet
balancer=$(as payments-prod elbv2 create-load-balancer --name judged-cli --type network --scheme internal --subnets $subnets --query 'LoadBalancers[].LoadBalancerArn')
group=$(as payments-prod elbv2 create-target-group --name judged-cli --protocol TCP --port 8443 --vpc-id "$vpc" --target-type ip --query 'TargetGroups[].TargetGroupArn')
address=$(as payments-prod ec2 describe-instances --filters "Name=vpc-id,Values=$vpc" --query 'Reservations[0].Instances[0].PrivateIpAddress')
as payments-prod elbv2 register-targets --target-group-arn "$group" --targets "Id=$address"
listener=$(as payments-prod elbv2 create-listener --load-balancer-arn "$balancer" --protocol TCP --port 443 --default-actions "Type=forward,TargetGroupArn=$group" --query 'Listeners[].ListenerArn')
is "$(as payments-prod elbv2 describe-target-health --target-group-arn "$group" --query 'TargetHealthDescriptions[].TargetHealth.State')" healthy

service=$(as payments-prod ec2 create-vpc-endpoint-service-configuration --network-load-balancer-arns "$balancer" --acceptance-required \
  --tag-specifications 'ResourceType=vpc-endpoint-service,Tags=[{Key=Name,Value=judged-cli}]' --query 'ServiceConfiguration.[ServiceId,ServiceName]')
read -r service name <<<"$service"
refused InvalidServiceName storefront-prod ec2 describe-vpc-endpoint-services --service-names "$name"
is "$(as payments-prod ec2 modify-vpc-endpoint-service-permissions --service-id "$service" --add-allowed-principals "arn:aws:iam::${ids[storefront-prod]}:root" --query ReturnValue)" True

home=$(as storefront-prod ec2 describe-subnets --filters Name=tag:Name,Values=storefront-app-az1 --query 'Subnets[].[VpcId,SubnetId]')
read -r home subnet <<<"$home"
link=$(as storefront-prod ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id "$home" --service-name "$name" --subnet-ids "$subnet" --query 'VpcEndpoint.[VpcEndpointId,State]')
read -r link state <<<"$link"
is "$state" pendingAcceptance
is "$(as payments-prod ec2 describe-vpc-endpoint-connections --filters "Name=service-id,Values=$service" --query 'VpcEndpointConnections[].VpcEndpointId')" "$link"
as payments-prod ec2 accept-vpc-endpoint-connections --service-id "$service" --vpc-endpoint-ids "$link"
is "$(as storefront-prod ec2 describe-vpc-endpoints --vpc-endpoint-ids "$link" --query 'VpcEndpoints[].State')" available
is "$(as storefront-prod ec2 describe-network-interfaces --filters Name=interface-type,Values=vpc_endpoint --query 'NetworkInterfaces[].SubnetId')" "$subnet"

is "$(as payments-prod ec2 delete-vpc-endpoint-service-configurations --service-ids "$service" --query 'Unsuccessful[].Error.Code')" ExistingVpcEndpointConnections
refused ResourceInUse payments-prod elbv2 delete-load-balancer --load-balancer-arn "$balancer"
as payments-prod ec2 reject-vpc-endpoint-connections --service-id "$service" --vpc-endpoint-ids "$link"
is "$(as storefront-prod ec2 describe-vpc-endpoints --vpc-endpoint-ids "$link" --query 'VpcEndpoints[].State')" rejected
as storefront-prod ec2 delete-vpc-endpoints --vpc-endpoint-ids "$link"
as payments-prod ec2 delete-vpc-endpoint-service-configurations --service-ids "$service"
as payments-prod elbv2 delete-listener --listener-arn "$listener"
as payments-prod elbv2 delete-load-balancer --load-balancer-arn "$balancer"
