using System.Globalization;
using System.Text;
using System.Xml;

namespace Portal.Sandbox.Protocol;

/// <summary>Writes the XML of one reply in the dialect of its API. Absent values are left out, as AWS leaves them out.</summary>
internal sealed class ReplyWriter : IDisposable
{
    private readonly AwsApi _api;
    private readonly MemoryStream _buffer = new();
    private readonly XmlWriter _xml;

    public ReplyWriter(AwsApi api, string action, string requestId)
    {
        _api = api;
        _xml = XmlWriter.Create(_buffer, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        _xml.WriteStartDocument();
        Start($"{action}Response");
        if (api.IsEc2)
        {
            Text("requestId", requestId);
        }
        else if (!api.IsRest)
        {
            Start($"{action}Result");
        }
    }

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            _xml.WriteElementString(name, _api.Namespace, Printable(value));
        }
    }

    public void Flag(string name, bool? value) => Text(name, value is { } flag ? flag ? "true" : "false" : null);

    public void Number(string name, long? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Time(string name, DateTimeOffset? value) =>
        Text(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public void Structure(string name, Action write)
    {
        Start(name);
        write();
        _xml.WriteEndElement();
    }

    /// <summary>A list; an empty one is written as an empty element, as AWS does.</summary>
    public void List<T>(string name, IEnumerable<T> values, Action<T> write) => List(name, _api.ListItem, values, write);

    /// <summary>A list whose entries have a name of their own.</summary>
    public void List<T>(string name, string item, IEnumerable<T> values, Action<T> write) => Structure(name, () =>
    {
        foreach (var value in values)
        {
            Structure(item, () => write(value));
        }
    });

    public void Texts(string name, IEnumerable<string> values) => Structure(name, () =>
    {
        foreach (var value in values)
        {
            Text(_api.ListItem, value);
        }
    });

    /// <summary>Closes the reply and gives its bytes.</summary>
    public byte[] Finish(string requestId)
    {
        if (!_api.IsEc2 && !_api.IsRest)
        {
            _xml.WriteEndElement();
            Structure("ResponseMetadata", () => Text("RequestId", requestId));
        }

        _xml.WriteEndDocument();
        _xml.Flush();
        return _buffer.ToArray();
    }

    public void Dispose()
    {
        _xml.Dispose();
        _buffer.Dispose();
    }

    /// <summary>What XML cannot carry is shown as the replacement character.</summary>
    public static string Printable(string value)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(value);
        }
        catch (XmlException)
        {
            return string.Concat(
                value.EnumerateRunes().Select(rune => rune.Value < 0x10000 && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
        }
    }

    private void Start(string name) => _xml.WriteStartElement(name, _api.Namespace);
}
