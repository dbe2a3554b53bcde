using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>
/// One AWS action; the class bears the action's name. It runs alone, reads all its parameters first (what nobody reads is refused as unknown),
/// changes the store and writes its reply, or throws an <see cref="AwsError"/>, which undoes its changes.
/// </summary>
internal abstract class Operation(AwsApi api)
{
    public AwsApi Api => api;

    public string Action => GetType().Name;

    public abstract void Execute(Call call, ReplyWriter reply);
}
