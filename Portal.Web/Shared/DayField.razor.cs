using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shared;

/// <summary>A day that somebody writes in any common form, or chooses from a calendar; what cannot be read is never taken for no day.</summary>
public sealed partial class DayField : IDisposable
{
    private string _text = "";
    private DateTime? _day;
    private bool _isOpen;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Under which path a command speaks of it.</summary>
    [Parameter]
    public string Field { get; set; } = "endsAt";

    [Parameter]
    public string? HelperText { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public DateTime? Day { get; set; }

    [Parameter]
    public EventCallback<DateTime?> DayChanged { get; set; }

    [Parameter]
    public DateTime? MinDate { get; set; }

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    private string? Wrong => DayText.Read(_text, out _) ?? Errors.For(Field);

    public void Dispose() => Errors.Hold(Field, null);

    protected override void OnParametersSet()
    {
        // What somebody writes stays as they write it, as long as it means the same.
        if (Day != _day)
        {
            (_day, _text) = (Day, DayText.Of(Day));
        }
    }

    private Task ChooseAsync(DateTime? day)
    {
        _isOpen = false;
        return EnterAsync(DayText.Of(day));
    }

    private async Task EnterAsync(string? text)
    {
        _text = text ?? "";
        var trouble = DayText.Read(_text, out var day);
        Errors.Hold(Field, trouble);
        _day = trouble is null ? day : _day;
        // The form judges itself anew, also where nobody can read what stands here.
        await DayChanged.InvokeAsync(_day);
    }
}
