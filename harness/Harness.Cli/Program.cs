using System.CommandLine;
using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Cli.Terminal;
using Harness.Controller.Launching;
using Harness.Linux;
using Harness.Scenarios.Words;

// The runtime and its threads take about a hundred.
const int LeastDescriptors = 256;

StandardStreams.Install();
var root = new RootCommand(
    "Reproduces TCP's TIME_WAIT behaviour: configurable test servers, clients that close as curl, siege and ab do, "
    + "and a count of TIME_WAIT on each side.")
{
    RunCommand.Create(),
    CheckCommand.Create(),
    CompareCommand.Create(),
    ProbeCommand.Create(),
    ListCommand.Create(),
    ValidateCommand.Create(),
    ReportCommand.Create(),
    DoctorCommand.Create(),
    AgentCommand.Create(),
};

ExampleHelp.Install(root, new Dictionary<string, string>(StringComparer.Ordinal)
{
    ["run"] = RunCommand.Examples,
    ["check"] = CheckCommand.Examples,
    ["compare"] = CompareCommand.Examples,
    ["probe"] = ProbeCommand.Examples,
    ["client"] = ProbeClientCommand.Examples,
    ["server"] = ProbeServerCommand.Examples,
    ["list"] = ListCommand.Examples,
    ["validate"] = ValidateCommand.Examples,
    ["report"] = ReportCommand.Examples,
    ["doctor"] = DoctorCommand.Examples,
});

try
{
    if (DescriptorLimit.Raise() is var descriptors and < LeastDescriptors)
    {
        throw new MachineException(
            $"only {descriptors} open files are allowed, too few for this program itself: allow more (ulimit -n {LeastDescriptors})");
    }

    var parsed = root.Parse(args);
    if (parsed.Errors.Count == 0)
    {
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return StandardStreams.Lost is { } why ? throw new IOException($"cannot write stdout: {why}") : code;
    }

    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"harness: {Visible.Line(error.Message)}");
    }

    Console.Error.WriteLine("'./run.sh --help' shows the commands, './run.sh COMMAND --help' their options and examples.");
    return (int)ExitCode.Usage;
}
catch (Exception failure)
{
    return (int)ExitCodes.Report(failure);
}
