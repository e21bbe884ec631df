using System.CommandLine;
using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Cli.Terminal;

ForgivingWriter.Install();
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
    var parsed = root.Parse(args);
    if (parsed.Errors.Count == 0)
    {
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"harness: {error.Message}");
    }

    Console.Error.WriteLine("'./run.sh --help' shows the commands, './run.sh COMMAND --help' their options and examples.");
    return (int)ExitCode.Usage;
}
catch (Exception failure)
{
    return (int)ExitCodes.Report(failure);
}
