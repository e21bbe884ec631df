using System.Text;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Protocol.Contracts;
using Harness.Reporting.Checking;

namespace Harness.Cli.Checking;

/// <summary>Says what a check found: on stdout, and in the files that machines read.</summary>
internal sealed class CheckOutputs(CheckOptions options, IOutputFiles files)
{
    public ExitCode Write(CheckReport report, string folder)
    {
        Write(options.JUnit, () => JUnitFile.Text(report));
        Write(options.Markdown, () => MarkdownSummary.Text(report));
        WriteBenchmark(report);
        if (options.IsJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report with { Place = new(folder, null) }, ResultJson.Indented.CheckReport));
        }
        else
        {
            CheckView.Print(Output.Console, report, folder, options.UpdateCommand);
        }

        return report.Verdict == Verdict.Missed ? ExitCode.Missed : ExitCode.Success;
    }

    private void WriteBenchmark(CheckReport report)
    {
        if (options.BenchmarkJson is { } path && BenchmarkList.Text(report) is { } text)
        {
            Write(path, () => text);
        }
        else if (options.BenchmarkJson is not null)
        {
            Console.Error.WriteLine(
                $"warning: {options.BenchmarkJson} is not written: no speed was measured, "
                + "and github-action-benchmark refuses an empty list");
        }
    }

    private void Write(string? path, Func<string> text)
    {
        if (path is not null)
        {
            files.Write(Path.GetFullPath(path), Encoding.UTF8.GetBytes(text()));
        }
    }
}
