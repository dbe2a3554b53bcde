using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Portal.Sandbox.Calls;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.PublicDns;

/// <summary>The simulated public DNS as a name server on loopback, over UDP and TCP at one port.</summary>
internal sealed class DnsListener : IAsyncDisposable
{
    private const int MostOverUdp = 512;
    private const int FreePortTries = 20;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly Engine _engine;
    private readonly Socket _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private DnsListener(Engine engine, Socket udp, TcpListener tcp)
    {
        (_engine, _udp, _tcp) = (engine, udp, tcp);
        _running = Task.WhenAll(AnswerUdpAsync(), AnswerTcpAsync());
    }

    public IPEndPoint Address => (IPEndPoint)_udp.LocalEndPoint!;

    /// <param name="port">0 takes one that is free for both.</param>
    /// <exception cref="SandboxStartException">The port is taken.</exception>
    public static DnsListener Start(Engine engine, int port)
    {
        for (var left = port == 0 ? FreePortTries : 1; ; left--)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                var tcp = new TcpListener((IPEndPoint)udp.LocalEndPoint!);
                tcp.Start();
                return new(engine, udp, tcp);
            }
            catch (SocketException taken)
            {
                udp.Dispose();
                if (left <= 1)
                {
                    throw new SandboxStartException(
                        $"Port {port} on 127.0.0.1 cannot be used for the sandbox's DNS; choose another one or 0 for any. ({taken.Message})", taken);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _running;
        _stopping.Dispose();
    }

    private async Task AnswerUdpAsync()
    {
        var question = new byte[4096];
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var received = await _udp.ReceiveFromAsync(question, new IPEndPoint(IPAddress.Any, 0), _stopping.Token);
                if (Answer(question.AsSpan(0, received.ReceivedBytes), MostOverUdp) is { } reply)
                {
                    await _udp.SendToAsync(reply, received.RemoteEndPoint, _stopping.Token);
                }
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Whoever asked is gone, or the sandbox stops: the loop's condition tells.
            }
        }
    }

    private async Task AnswerTcpAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _tcp.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // As above.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token))
        {
            limit.CancelAfter(Idle);
            try
            {
                var stream = client.GetStream();
                var length = new byte[2];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, limit.Token);
                    var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question, limit.Token);
                    if (Answer(question, ushort.MaxValue) is { } reply)
                    {
                        await stream.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply], limit.Token);
                    }
                }
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // Whoever asked has had their answers, or asks no more.
            }
        }
    }

    /// <returns>None for what deserves no answer, or gets none.</returns>
    private byte[]? Answer(ReadOnlySpan<byte> message, int most)
    {
        if (DnsMessage.Read(message) is not { } question)
        {
            return null;
        }

        var answer = _engine.Read((store, _) => PublicAnswer.Of(store, question.Name));
        return answer.Failure == DnsFailure.Silence ? null : question.Reply(answer, most);
    }
}
