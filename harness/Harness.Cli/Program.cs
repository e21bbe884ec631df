using System.CommandLine;
using Harness.Cli;
using Harness.Cli.Terminal;
using Harness.Controller.Launching;
using Harness.Linux;
using Harness.Scenarios.Words;

// The runtime and its threads take about a hundred.
const int LeastDescriptors = 256;

StandardStreams.Install();
var root = CommandTree.Create();

try
{
    if (DescriptorLimit.Raise() is var descriptors and < LeastDescriptors)
    {
        throw new MachineException(
            $"only {descriptors} open files are allowed, too few for this program itself: allow more (ulimit -n {LeastDescriptors})");
    }

    var parsed = root.Parse(args);
    var mistakes = CommandLine.Mistakes(parsed);
    if (mistakes.Count == 0)
    {
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return StandardStreams.Lost is { } why ? throw new IOException($"cannot write stdout: {why}") : code;
    }

    foreach (var mistake in mistakes)
    {
        Console.Error.WriteLine($"harness: {Visible.Line(mistake)}");
    }

    Console.Error.WriteLine(Home.Named(
        "'./run.sh --help' shows the commands, './run.sh COMMAND --help' their options and examples."));
    return (int)ExitCode.Usage;
}
catch (Exception failure)
{
    return (int)ExitCodes.Report(failure);
}
