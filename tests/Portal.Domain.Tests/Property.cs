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

    /// <summary>How many of the same values are of a kind, so that a property is not proved over nothing.</summary>
    public static int Count<T>(Gen<T> values, Func<T, bool> isOfTheKind, int cases = 500)
    {
        var count = 0;
        Holds(values, value => { count += isOfTheKind(value) ? 1 : 0; }, cases);
        return count;
    }

    private static void Try<T>(Action<T> property, T value)
    {
        try
        {
            property(value);
        }
        catch (Exception broken)
        {
            // FsCheck prints lists by their type's name only.
            throw new PropertyBrokenException($"{broken.Message}{Environment.NewLine}for {JsonSerializer.Serialize(value, Readable)}", broken);
        }
    }
}

/// <summary>A property did not hold; the message has the value in full.</summary>
internal sealed class PropertyBrokenException(string message, Exception inner) : Exception(message, inner);
