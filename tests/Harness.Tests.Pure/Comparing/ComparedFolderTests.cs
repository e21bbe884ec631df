using Harness.Cli.Commands;
using Harness.Reporting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Comparing;

/// <summary>Result folders go by their scenarios' names, two of one scenario by when they were; what is none says what it is.</summary>
public sealed class ComparedFolderTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void AFolder_GoesByItsScenario_AndTwoOfOne_ByTheirMoments()
    {
        var (one, other) = (ExampleRun.ServerFirst().WriteTo(temp.Path), ExampleRun.Missed().WriteTo(temp.Path));
        var again = ExampleRun.ServerFirst().WriteTo(temp.Path);

        Names(one, other).ShouldBe(["server-closes-first", "curl-against-immediate-close"]);
        Names(one, again, other).ShouldBe(
            ["20260102T030405Z-server-closes-first", "20260102T030405Z-server-closes-first-2", "curl-against-immediate-close"]);
    }

    [Fact]
    public void AFolderOfRuns_NamesOneOfThem()
    {
        var check = Directory.CreateDirectory(Path.Combine(temp.Path, "check")).FullName;
        var run = ExampleRun.ServerFirst().WriteTo(check);

        Should.Throw<ResultFolderException>(() => RunReader.Load(check)).Message
            .ShouldEndWith($"It holds those of several runs: name one of them, such as {run}.");
    }

    [Fact]
    public void AFileInTheFoldersPlace_IsSaid()
    {
        var file = temp.Write("results", "");

        Should.Throw<ResultFolderException>(() => ResultParent.Open(file, new PlainFiles())).Message
            .ShouldBe($"{file} is a file, not a folder: no result folder can be made in it. Name another place with --out.");
    }

    [Fact]
    public void WhatTheCommandLineChanged_IsKept_ButNotTheAxesOfTheMatrix()
    {
        var file = temp.Write(
            "x.yaml", "name: x\nserver: {}\nclient: { like: ab }\nload: [{ keep_constant: { copies: 1, during: 1s } }]\n");
        var changes = new ScenarioChanges([new("--set", "ip", "6")], [new("--for", "during", "2s")]);

        var things = ComparedThings.Read([file], ["server.close=immediately,reset"], changes, rounds: 1);

        things.Overrides.ShouldBe([new("ip", "6"), new("load.0.keep_constant.during", "2s")]);
        things.Plans.Select(p => p.Settings.Count).ShouldBe([3, 3]);
    }

    private static IEnumerable<string> Names(params string[] folders) =>
        ComparedThings.Read(folders, [], ScenarioChanges.None, rounds: 1).Sources([]).Select(s => s.Name);
}
