using Microsoft.Extensions.Logging;
using Portal.Sandbox.Holds;
using Portal.Sandbox.Ledgers;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>
/// Runs calls: one at a time on the store, each journaled as a whole or undone as a whole. Holds and the wait for the disk happen outside the lock.
/// </summary>
internal sealed partial class Engine(DataDirectory data, SandboxDelays delays, TimeProvider clock, HoldBoard holds, ILogger<Engine> logger, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private long _lastChange;

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
            change(data.Store, clock.GetUtcNow());
            return Keep(null);
        }
    }

    public T Read<T>(Func<Store, DateTimeOffset, T> read)
    {
        lock (_gate)
        {
            return read(data.Store, clock.GetUtcNow());
        }
    }

    private async Task<Answer> AnswerAsync(Request request)
    {
        Answer answer;
        try
        {
            var (operation, parameters) = Admit(request);
            await holds.PassAsync(operation.Action, request.Caller?.AccountId, HoldMoment.Before, request.Id, stopping);
            answer = Run(request, operation, parameters);
        }
        catch (AwsError refusal)
        {
            answer = Refuse(request, refusal);
        }

        await data.Journal.FlushAsync(answer.DurableAt);
        await holds.PassAsync(request.Action, request.Caller?.AccountId, HoldMoment.After, request.Id, stopping);
        return answer;
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

    private Answer Run(Request request, Operation operation, QueryParameters parameters)
    {
        lock (_gate)
        {
            var call = new Call
            {
                RequestId = request.Id,
                Action = operation.Action,
                Region = request.Signed!.Region,
                Caller = request.Caller!,
                Parameters = parameters,
                Store = data.Store,
                Delays = delays,
                Now = clock.GetUtcNow(),
            };
            try
            {
                data.Store.DropGone(call.Now);
                using var reply = new ReplyWriter(operation.Api, operation.Action, request.Id);
                operation.Execute(call, reply);
                if (operation.Api.IsEc2 && parameters.FirstUnread() is { } unread)
                {
                    throw CommonErrors.UnknownParameter(unread);
                }

                var entry = request.Entry(data.Ledger.LastSeq + 1, call.Now, 200, null, call.ResultIds);
                return new(200, reply.Finish(request.Id), request.Id, Keep(entry));
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

    private Answer Refuse(Request request, AwsError refusal)
    {
        lock (_gate)
        {
            data.Ledger.Append(request.Entry(data.Ledger.LastSeq + 1, clock.GetUtcNow(), refusal.Status, refusal.Code, []));
            return new(refusal.Status, ErrorReply.Write(request.Api, refusal, request.Id), request.Id, _lastChange);
        }
    }

    private long Keep(LedgerEntry? entry)
    {
        if (data.Store.Changes.Count > 0)
        {
            _lastChange = data.Journal.Append(JournalLine.Write(data.Store.Changes, entry));
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
