using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Portal.Domain.Tests;

/// <summary>Checks that something holds for many generated values, the same ones in every run.</summary>
internal static class Property
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260504, 7919).WithQuietOnSuccess(true);

    private static readonly JsonSerializerOptions Readable = new(CanonicalJson.Options) { IncludeFields = true };

    public static void Holds<T>(Gen<T> values, Action<T> property, int cases = 500) =>
        Prop.ForAll(values.ToArbitrary(), (T value) => Try(property, value)).Check(Fixed.WithMaxTest(cases));

    private static void Try<T>(Action<T> property, T value)
    {
        try
        {
            property(value);
        }
        catch (Exception broken)
        {
            // FsCheck prints lists by their type's name only.
            throw new PropertyBrokenException($"{broken.Message}{Environment.NewLine}for {Text(value)}", broken);
        }
    }

    private static string Text<T>(T value)
    {
        try
        {
            return JsonSerializer.Serialize(value, Readable);
        }
        catch (JsonException)
        {
            return $"{value}";
        }
    }
}

/// <summary>A property did not hold; the message has the value in full.</summary>
internal sealed class PropertyBrokenException(string message, Exception inner) : Exception(message, inner);
