namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>What a program that was run to its end left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
