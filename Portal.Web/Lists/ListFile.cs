using System.Globalization;
using System.Text;
using Portal.Domain;
using Portal.Infrastructure.Data;

namespace Portal.Web.Lists;

/// <summary>A column of a list's file.</summary>
internal sealed record FileColumn<T>(string Title, Func<T, string?> Value);

/// <summary>A list as a file: sent page by page while it is read.</summary>
/// <param name="readAsync">Reads the page that begins at a cursor.</param>
internal sealed class ListFile<T>(string name, IReadOnlyList<FileColumn<T>> columns, Func<string?, CancellationToken, Task<Page<T>>> readAsync) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        Page<T> page;
        try
        {
            page = await readAsync(null, cancellationToken);
        }
        catch (InvalidInputException invalid)
        {
            await Results.Text(string.Join('\n', invalid.Errors.Select(error => error.Message)), statusCode: StatusCodes.Status400BadRequest)
                .ExecuteAsync(httpContext);
            return;
        }
        catch (Exception refused) when (refused is AccessRefusedException or SubjectNotFoundException)
        {
            await Results.Text(refused.Message, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename={name}.csv";
        httpContext.Response.Headers.CacheControl = "no-store";
        // Spreadsheets tell UTF-8 by its mark.
        await using var writer = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Csv.Line(columns.Select(column => column.Title)));
        await WriteAsync(writer, page, cancellationToken);
    }

    private async Task WriteAsync(StreamWriter writer, Page<T> page, CancellationToken cancellationToken)
    {
        for (var written = 0; ; page = await readAsync(page.Next, cancellationToken))
        {
            var room = ListFile.Most - written;
            foreach (var item in page.Items.Take(room))
            {
                await writer.WriteAsync(Csv.Line(columns.Select(column => column.Value(item))));
                written++;
            }

            await writer.FlushAsync(cancellationToken);
            if (page.Items.Count > room || (page.Next is not null && written >= ListFile.Most))
            {
                // Whoever counts or sums must not take it for the whole.
                await writer.WriteAsync(Csv.Line([ListFile.More]));
                return;
            }

            if (page.Next is null)
            {
                return;
            }
        }
    }
}

/// <summary>What holds for the files of all lists.</summary>
internal static class ListFile
{
    public const int Most = 10_000;

    /// <summary>So many are read at once.</summary>
    public const int PageSize = Cursor.MostItems;

    public static string More { get; } = string.Create(
        CultureInfo.InvariantCulture, $"There are more than these {Most:N0}. Narrow the filters to have the others.");

    public static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
