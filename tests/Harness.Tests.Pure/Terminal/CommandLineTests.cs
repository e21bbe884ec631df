using System.CommandLine;
using Harness.Cli;
using Harness.Cli.Commands;

namespace Harness.Tests.Pure.Terminal;

/// <summary>A mistyped option or command is named, with the one that is meant.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("run x.yaml --ouut d", "unknown option --ouut; did you mean --out?")]
    [InlineData("run --ouut=d x.yaml", "unknown option --ouut; did you mean --out?")]
    [InlineData("run x.yaml --conections 5", "unknown option --conections; did you mean --connections?")]
    [InlineData("run x.yaml -v", "unknown option -v")]
    [InlineData("run --qiet", "unknown option --qiet; did you mean --quiet?")]
    [InlineData("check x.yaml --basline b", "unknown option --basline; did you mean --baseline?")]
    [InlineData("list --hlep", "unknown option --hlep; did you mean --help?")]
    [InlineData("probe server http://[::1]/ --wiat 3s", "unknown option --wiat; did you mean --wait?")]
    [InlineData("probe client --tiems 3 -- curl -s {url}", "unknown option --tiems; did you mean --times?")]
    [InlineData("probe client --tiems 3 curl -s {url}", "unknown option --tiems; did you mean --times?")]
    [InlineData("rnu x.yaml", "unknown command 'rnu'; did you mean run?")]
    [InlineData("valdate", "unknown command 'valdate'; did you mean validate?")]
    [InlineData("probe sevrer", "unknown command 'sevrer'; did you mean server?")]
    [InlineData("nonsense", "unknown command 'nonsense'")]
    [InlineData("--vresion", "unknown option --vresion; did you mean --version?")]
    public void AnUnknownWord_IsSaidAlone_WithTheNearest(string line, string expected) =>
        Mistakes(line).ShouldBe([expected]);

    [Theory]
    [InlineData("run x.yaml --out d -n 5 -c 3 --rate 7 --for 3s --set a=b --quiet")]
    [InlineData("run x.yaml --set -a=b")]
    [InlineData("probe client --times 3 -- curl -s --no-such-option {url}")]
    [InlineData("probe client curl -s {url}")]
    [InlineData("compare a.yaml -L client.like=curl,ab")]
    [InlineData("list")]
    [InlineData("run --help")]
    public void WhatIsRight_IsLeftAlone(string line) => Mistakes(line).ShouldBeEmpty();

    [Theory]
    [InlineData("run", "FILE")]
    [InlineData("", "command")]
    [InlineData("run x.yaml --out", "--out")]
    public void OtherMistakes_AreSaidAsBefore(string line, string part) => Mistakes(line)[0].ShouldContain(part);

    private static IReadOnlyList<string> Mistakes(string line) => CommandLine.Mistakes(new RootCommand
    {
        RunCommand.Create(), CheckCommand.Create(), CompareCommand.Create(), ProbeCommand.Create(), ListCommand.Create(),
        ValidateCommand.Create(), ReportCommand.Create(), DoctorCommand.Create(), AgentCommand.Create(),
    }.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
