using Microsoft.Extensions.Logging;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Faults;
using Portal.Sandbox.Holds;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Ledgers;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Throttling;

namespace Portal.Sandbox.Calls;

/// <summary>
/// Runs calls: one at a time on the store, each journaled as a whole or undone as a whole. Holds, latencies and the wait for the disk happen outside the lock.
/// </summary>
internal sealed partial class Engine(
    DataDirectory data, SandboxSettings start, TimeProvider clock, HoldBoard holds, ILogger<Engine> logger, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly Throttle _throttle = new();
    private readonly RecentChanges _recent = new();
    private long _lastChange;

    /// <summary>The settings in force: those of the control API, or else those of the start.</summary>
    public SandboxSettings Settings => data.Store.Settings.Find(KeptSettings.Only)?.Settings ?? start;

    private WorldTime Time => data.Store.Clock.Find(WorldTime.Only) ?? WorldTime.Machine;

    private DateTimeOffset Now => Time.At(clock.GetUtcNow());

    public async Task<Answer> AnswerAsync(HttpMessage message)
    {
        // A client whose held call was cut off may send it again at once; the sandbox that is stopping takes nothing new.
        stopping.ThrowIfCancellationRequested();
        var requestId = Guid.CreateVersion7().ToString();
        var signed = SignedRequest.Read(message);
        var request = new Request(requestId, Guess(message, signed), signed, message);
        try
        {
            return await AnswerAsync(request);
        }
        catch (IOException failure)
        {
            Log.NotWritten(logger, failure, request.Action, requestId);
            return new(500, ErrorReply.Write(request.Api, CommonErrors.Internal(request.Api), requestId), requestId, 0);
        }
    }

    /// <summary>Changes the world from outside AWS's API, as the control API and tests do; gives the position to flush to.</summary>
    public long Change(Action<Store, DateTimeOffset> change)
    {
        lock (_gate)
        {
            try
            {
                var now = Now;
                change(data.Store, now);
                StuckStates.HaltChanged(data.Store, now);
                return Keep(null, now);
            }
            catch
            {
                data.Store.Undo();
                throw;
            }
        }
    }

    public T Read<T>(Func<Store, DateTimeOffset, T> read)
    {
        lock (_gate)
        {
            return read(data.Store, Now);
        }
    }

    /// <summary>Sets the world's time by the machine's.</summary>
    public long Change(Func<WorldTime, DateTimeOffset, WorldTime> change) => Change((store, _) => store.Clock.Put(change(Time, clock.GetUtcNow())));

    /// <summary>Puts another world in the place of this one, with the time it had.</summary>
    public long Replace(IEnumerable<(string Table, string Id, System.Text.Json.JsonElement Row)> rows, DateTimeOffset time)
    {
        var flushed = Change((store, _) =>
        {
            // Sessions go on: their clients hold the keys, and know nothing of another world.
            store.Replace(rows, stays: row => row is AccessKey { SessionToken: not null });
            store.Clock.Put((store.Clock.Find(WorldTime.Only) ?? WorldTime.Machine) is { FrozenAt: not null } frozen
                ? frozen with { FrozenAt = time }
                : new(time - clock.GetUtcNow(), null));
        });
        lock (_gate)
        {
            _recent.Forget();
        }

        return flushed;
    }

    private async Task<Answer> AnswerAsync(Request request)
    {
        Answer answer;
        InjectedFault? fault = null;
        try
        {
            var (operation, parameters) = Admit(request);
            fault = Count(request, operation);
            await holds.PassAsync(operation.Action, request.Caller?.AccountId, HoldMoment.Before, request.Id, stopping);
            await ApplyFaultAsync(fault, request);
            answer = Run(request, operation, parameters, fault);
        }
        catch (AwsError refusal)
        {
            answer = Refuse(request, refusal);
        }

        await data.Journal.FlushAsync(answer.DurableAt);
        await holds.PassAsync(request.Action, request.Caller?.AccountId, HoldMoment.After, request.Id, stopping);
        return fault?.LosesReply == true ? throw new ConnectionLostException() : answer;
    }

    private static AwsApi Guess(HttpMessage message, SignedRequest? signed) =>
        AwsApi.ByService(signed?.Service) ?? AwsApi.ByVersion(message.Parameters().FirstOrDefault(pair => pair.Key == "Version").Value) ?? AwsApi.Ec2;

    private (Operation Operation, QueryParameters Parameters) Admit(Request request)
    {
        lock (_gate)
        {
            request.Caller = Authenticator.Authenticate(data.Store, request.Api, request.Message, request.Signed, clock.GetUtcNow());
        }

        if (request.Action.Length == 0)
        {
            throw CommonErrors.MissingAction(request.Api);
        }

        return (OperationTable.Find(request.Api, request.Action, request.Version), QueryParameters.Parse(request.Api, request.Parameters));
    }

    private InjectedFault Count(Request request, Operation operation)
    {
        lock (_gate)
        {
            var now = Now;
            var (caller, region) = (request.Caller!, request.Signed!.Region);
            _throttle.Take(
                Settings.Throttling, operation.Api, operation.Action, region, caller.AccountId,
                data.Store.Accounts.Find(caller.AccountId)?.OrganizationId, now);
            var fault = InjectedFault.Of(data.Store, caller.AccountId, region, operation.Action);
            Keep(null, now);
            return fault;
        }
    }

    private async Task ApplyFaultAsync(InjectedFault fault, Request request)
    {
        if (fault.Latency > TimeSpan.Zero)
        {
            await Task.Delay(fault.Latency, clock, stopping);
        }

        if (fault.ResetsConnection)
        {
            await data.Journal.FlushAsync(_lastChange);
            throw new ConnectionLostException();
        }

        if (fault.Error(request.Api) is { } error)
        {
            throw error;
        }
    }

    private Answer Run(Request request, Operation operation, QueryParameters parameters, InjectedFault fault)
    {
        lock (_gate)
        {
            var now = Now;
            try
            {
                data.Store.DropGone(now);
                Keep(null, now);
                var late = fault.Lateness is { } age ? now - age : now;
                var call = Call(request, operation, parameters, late);
                using var reply = new ReplyWriter(operation.Api, operation.Action, request.Id);
                using (ViewFor(call, fault, now))
                {
                    Authorizer.Check(call, operation.Api);
                    operation.Execute(call, reply);
                }

                if (operation.Api.IsEc2 && parameters.FirstUnread() is { } unread)
                {
                    throw CommonErrors.UnknownParameter(unread);
                }

                StuckStates.HaltChanged(data.Store, now);
                var entry = request.Entry(data.Ledger.LastSeq + 1, now, 200, null, call.ResultIds);
                return new(200, reply.Finish(request.Id), request.Id, Keep(entry, now));
            }
            catch (AwsError refusal)
            {
                data.Store.Undo();
                return Refuse(request, refusal);
            }
            catch (Exception failure)
            {
                data.Store.Undo();
                Log.Failed(logger, failure, operation.Action, request.Id);
                return Refuse(request, CommonErrors.Internal(operation.Api));
            }
        }
    }

    private Call Call(Request request, Operation operation, QueryParameters parameters, DateTimeOffset now) => new()
    {
        RequestId = request.Id,
        Action = operation.Action,
        Region = request.Signed!.Region,
        Caller = request.Caller!,
        Parameters = parameters,
        Store = data.Store,
        Delays = Settings.Delays,
        Switches = Settings.Switches,
        Now = now,
        SignatureTime = clock.GetUtcNow(),
        SourceAddress = request.Message.SourceAddress,
    };

    /// <summary>Shows the call an earlier world, or one without what is too young; null when it sees everything.</summary>
    private StaleView? ViewFor(Call call, InjectedFault fault, DateTimeOffset now) => fault.Lateness is not null ? _recent.Rewind(call.Now)
        : fault.Blindness(namesIds: new SentParameters(call).NamesResources) is { } age ? _recent.Hide(now - age)
        : null;

    private Answer Refuse(Request request, AwsError refusal)
    {
        lock (_gate)
        {
            data.Ledger.Append(request.Entry(data.Ledger.LastSeq + 1, Now, refusal.Status, refusal.Code, []));
            return new(refusal.Status, ErrorReply.Write(request.Api, refusal, request.Id), request.Id, _lastChange);
        }
    }

    private long Keep(LedgerEntry? entry, DateTimeOffset now)
    {
        if (data.Store.Changes.Count > 0)
        {
            _lastChange = data.Journal.Append(JournalLine.Write(data.Store.Changes, entry));
            _recent.Add(now, data.Store.Changes);
            data.Store.KeepChanges();
        }

        if (entry is not null)
        {
            data.Ledger.Append(entry);
        }

        return _lastChange;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Action} failed inside the sandbox (request {RequestId})")]
        public static partial void Failed(ILogger logger, Exception failure, string action, string requestId);

        [LoggerMessage(2, LogLevel.Error, "{Action} cannot be written to the data directory (request {RequestId})")]
        public static partial void NotWritten(ILogger logger, Exception failure, string action, string requestId);
    }
}
