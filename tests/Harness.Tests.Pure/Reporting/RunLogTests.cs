using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Agent;
using Harness.Controller;
using Harness.Reporting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Reporting;

/// <summary>run.log, and the numbers of its events.</summary>
public sealed partial class RunLogTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void ALine_HasItsTime_ItsNumber_AndWhoTellsIt()
    {
        using var log = new RunLog(clock);
        using var file = new MemoryStream();
        log.WriteTo(file);
        clock.Advance(TimeSpan.FromMilliseconds(1500));

        log.Log(LogLevel.Warning, new EventId(114), "it rains", exception: null, (s, _) => s);

        Text(file).ShouldBe("2026-01-02T03:04:06.500000Z +1.500000 warn 114 controller: it rains\n");
    }

    [Fact]
    public void WhatHappenedBeforeThereWasAFile_IsKept_AndComesFirst()
    {
        using var log = new RunLog(clock);
        log.Log(LogLevel.Information, new EventId(1), "early", exception: null, (s, _) => s);
        using var file = new MemoryStream();
        log.WriteTo(file);
        log.Log(LogLevel.Information, new EventId(2), "late", exception: null, (s, _) => s);

        Text(file).Split('\n').Select(line => line.Split(' ')[^1]).ShouldBe(["early", "late", ""]);
    }

    [Fact]
    public void ALineBreak_CannotForgeAnEvent()
    {
        using var log = new RunLog(clock);
        using var file = new MemoryStream();
        log.WriteTo(file);

        log.Log(LogLevel.Information, new EventId(1), "a\n2026-01-01T00:00:00Z forged\r\nb", exception: null, (s, _) => s);

        Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .ShouldAllBe(line => line.StartsWith("    ", StringComparison.Ordinal));
    }

    [Fact]
    public void AFullDisk_IsNoFaultOfTheRun()
    {
        using var log = new RunLog(clock);
        log.WriteTo(new FullStream());

        Should.NotThrow(() => log.Log(LogLevel.Information, new EventId(1), "lost", exception: null, (s, _) => s));
    }

    [Fact]
    public void EveryEvent_HasANumberOfItsOwn_ThatTheReadmeExplains()
    {
        var numbers = Events(typeof(ScenarioRun).Assembly).Concat(Events(typeof(AgentLoop).Assembly)).ToList();
        var explained = NumberPattern().Matches(ReadmeSection()).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();

        numbers.Count.ShouldBeGreaterThan(15);
        numbers.ShouldBeUnique();
        explained.ShouldBe(numbers, ignoreOrder: true);
    }

    private static IEnumerable<int> Events(Assembly assembly) => assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .Select(a => a.EventId);

    // The numbers in the first column of the table of run.log.
    private static string ReadmeSection()
    {
        var readme = File.ReadAllText(Repository.PathOf("results", "README.md"));
        var from = readme.IndexOf("## run.log", StringComparison.Ordinal);
        var section = readme[from..readme.IndexOf("## samples.csv", StringComparison.Ordinal)];
        var rows = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        return string.Join('\n', rows.Select(line => line.Split('|')[1]));
    }

    private static string Text(MemoryStream file) => Encoding.UTF8.GetString(file.ToArray());

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NumberPattern();

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }
}
