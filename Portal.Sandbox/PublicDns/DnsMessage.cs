using System.Buffers.Binary;
using System.Text;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.PublicDns;

/// <summary>One question as it comes over the wire (RFC 1035), and the answers to it.</summary>
internal sealed record DnsMessage(ushort Id, bool RecursionDesired, string Name, ushort Type, byte[] Question)
{
    private const int HeaderLength = 12;
    private const ushort Internet = 1;
    private const ushort Cname = 5;
    private const ushort Txt = 16;
    private const ushort Any = 255;
    private const uint TimeToLive = 60;

    /// <returns>None for what is no single question.</returns>
    public static DnsMessage? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || (message[2] & 0x80) != 0 || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return null;
        }

        List<string> labels = [];
        var at = HeaderLength;
        while (at < message.Length && message[at] is > 0 and <= 63 and var length && at + 1 + length < message.Length)
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, length)));
            at += 1 + length;
        }

        return at + 5 <= message.Length && message[at] == 0
            ? new(
                BinaryPrimitives.ReadUInt16BigEndian(message), (message[2] & 1) != 0, string.Join('.', labels),
                BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]), message[HeaderLength..(at + 5)].ToArray())
            : null;
    }

    /// <param name="most">How many bytes the way back takes; an answer that is longer says so, and is asked for over TCP.</param>
    public byte[] Reply(PublicAnswer answer, int most)
    {
        List<byte[]> records = [.. answer.Aliases.Select(alias => Record(alias.Name, Cname, NameBytes(alias.Target)))];
        if (answer.Record is { } row && Type is Txt or Any)
        {
            var owner = answer.Aliases.Count > 0 ? answer.Aliases[^1].Target : Name;
            records.AddRange(row.Values.Select(value => Record(owner, Txt, TextBytes(value, row.StringLength))));
        }

        var code = answer.Failure switch { DnsFailure.ServerFailure => 2, DnsFailure.Refused => 5, _ => answer.IsName ? 0 : 3 };
        var reply = Write(code, records, cut: false);
        return reply.Length <= most ? reply : Write(code, [], cut: true);
    }

    private byte[] Write(int code, List<byte[]> records, bool cut)
    {
        using var reply = new MemoryStream();
        // A reply; authoritative; recursion as it was asked for, and available.
        Put(reply, Id);
        Put(reply, (ushort)(0x8480 | (cut ? 0x0200 : 0) | (RecursionDesired ? 0x0100 : 0) | code));
        Put(reply, 1);
        Put(reply, (ushort)records.Count);
        Put(reply, 0);
        Put(reply, 0);
        reply.Write(Question);
        records.ForEach(record => reply.Write(record));
        return reply.ToArray();
    }

    private static byte[] Record(string name, ushort type, byte[] data)
    {
        using var record = new MemoryStream();
        record.Write(NameBytes(name));
        Put(record, type);
        Put(record, Internet);
        Put(record, (ushort)(TimeToLive >> 16));
        Put(record, (ushort)TimeToLive);
        Put(record, (ushort)data.Length);
        record.Write(data);
        return record.ToArray();
    }

    private static byte[] NameBytes(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static byte[] TextBytes(string text, int length) => text.Length == 0
        ? [0]
        : [.. Encoding.UTF8.GetBytes(text).Chunk(length).SelectMany(piece => (byte[])[(byte)piece.Length, .. piece])];

    private static void Put(MemoryStream stream, ushort number)
    {
        stream.WriteByte((byte)(number >> 8));
        stream.WriteByte((byte)number);
    }
}
