using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Checks whether the provider has published the TXT record that proves a private name to be his.</summary>
internal sealed class StartVpcEndpointServicePrivateDnsVerification : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("ServiceId");
        call.EndDryRun();
        var service = ServiceAccess.OwnLive(call, id);
        var name = service.PrivateDns ?? throw new AwsError("InvalidParameter", $"The VPC endpoint service {id} does not have a private DNS name.");
        if (name.States.At(call.Now) != PrivateDnsName.Verified)
        {
            var verdict = IsPublished(call, name) ? PrivateDnsName.Verified : PrivateDnsName.Failed;
            var states = Timeline.From(call.Now, PrivateDnsName.Pending).Then(call.Delays.PrivateDnsVerification, verdict);
            call.Store.EndpointServices.Put(service with { PrivateDns = name with { States = states } });
        }

        call.Touched(id);
        reply.Flag("return", true);
    }

    /// <summary>
    /// The value must match exactly; a record at a parent domain covers its subdomains. The label may be left out, for DNS providers that take no underscores.
    /// </summary>
    private static bool IsPublished(Call call, PrivateDnsName name)
    {
        var domain = name.Name.StartsWith("*.", StringComparison.Ordinal) ? name.Name[2..] : name.Name;
        for (var labels = domain.Split('.'); labels.Length >= 2; labels = labels[1..])
        {
            var owner = string.Join('.', labels);
            if (Has($"{name.TxtName}.{owner}") || Has(owner))
            {
                return true;
            }
        }

        return false;

        bool Has(string at) => PublicAnswer.Of(call.Store, at).Record?.Values.Contains(name.TxtValue) == true;
    }
}
