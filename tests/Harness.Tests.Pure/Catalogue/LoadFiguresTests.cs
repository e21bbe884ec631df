using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Expectations;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>The figures of a load that has a name: counted apart, merged over nodes, and null where there was no such load.</summary>
public sealed class LoadFiguresTests
{
    private static readonly LoadSummary Beside = LoadSummary.Of(Report(completed: 4, failed: 1, seconds: 2, 100, 300, 200));

    private static readonly MeasuredTrial Trial = new(new() { Loads = new Dictionary<string, LoadSummary> { ["beside"] = Beside } });

    [Fact]
    public void EachHasItsValue_WithItsUnit()
    {
        LoadFigures.Of("beside").Select(f => (f.Key, f.Unit, f.Measured(Trial))).ShouldBe(
        [
            ("loads.beside.opened", FigureUnit.Count, 5),
            ("loads.beside.completed", FigureUnit.Count, 4),
            ("loads.beside.failed", FigureUnit.Count, 1),
            ("loads.beside.seconds", FigureUnit.Seconds, 2),
            ("loads.beside.connections_per_second", FigureUnit.PerSecond, 2),
            ("loads.beside.bytes", FigureUnit.Bytes, 600),
            ("loads.beside.bytes_per_second.p50", FigureUnit.BytesPerSecond, 200),
            ("loads.beside.bytes_per_second.p90", FigureUnit.BytesPerSecond, 300),
            ("loads.beside.bytes_per_second.max", FigureUnit.BytesPerSecond, 300),
        ]);
        Sentences.Load("beside", Beside)
            .ShouldBe("beside: 4 connections completed, 1 failed, 2/s; 0.6 KiB, "
                + "on each connection 0.2 KiB/s (p50), 0.3 KiB/s (p90), 0.3 KiB/s at most");
    }

    [Fact]
    public void OfALoadThatWasNotThere_TheyAreNull_AndMeetNoExpectation()
    {
        Figures.Get("loads.alone.completed").Measured(Trial).ShouldBeNull();
        Judge.Expectations([ExpectationParser.Parse("loads.alone.completed == 0")], Trial).Single().Passed.ShouldBeFalse();
        Figures.Get("loads.alone.completed").Measured(new(new())).ShouldBeNull();
        Figures.Find("loads.alone.errors").ShouldBeNull();
    }

    [Fact]
    public void OfALoadThatCarriedNothing_RatesAreNull_AndCounts0()
    {
        var trial = new MeasuredTrial(new() { Loads = new Dictionary<string, LoadSummary> { ["x"] = LoadSummary.Of(new()) } });

        Figures.Get("loads.x.completed").Measured(trial).ShouldBe(0);
        string[] rates = ["seconds", "connections_per_second", "bytes_per_second.p50", "bytes_per_second.p90", "bytes_per_second.max"];
        rates.ShouldAllBe(r => Figures.Get($"loads.x.{r}").Measured(trial) == null);
    }

    [Fact]
    public void NodesThatShareALoad_AreAddedUp_AndTookAsLongAsTheSlowest()
    {
        var first = new RoleReport { Loads = Named(("a", Report(4, 1, seconds: 2, 100)), ("b", Report(1, 0, seconds: 1, 50))) };
        var second = new RoleReport { Loads = Named(("a", Report(2, 0, seconds: 3, 300, 200))) };

        var loads = RoleReports.Merge([first, second]).Loads;
        loads.Keys.ShouldBe(["a", "b"]);
        LoadSummary.Of(loads["a"]).ShouldBe(new()
        {
            Opened = 7,
            Completed = 6,
            Failed = 1,
            Seconds = 3,
            ConnectionsPerSecond = 2,
            Bytes = 600,
            BytesPerSecond = new() { P50 = 200, P90 = 300, Max = 300 },
        });
        loads["b"].Connections.Completed.ShouldBe(1);
        RoleReports.Merge([new(), new()]).Loads.ShouldBeEmpty();
    }

    [Fact]
    public void LoadsOfOneName_OneAfterTheOther_TakeAsLongAsBothTogether() =>
        Report(4, 1, seconds: 2, 100).And(Report(2, 0, seconds: 3, 300)).Seconds.ShouldBe(5);

    private static Dictionary<string, LoadReport> Named(params (string Name, LoadReport Load)[] loads) =>
        loads.ToDictionary(l => l.Name, l => l.Load, StringComparer.Ordinal);

    private static LoadReport Report(long completed, long failed, double seconds, params long[] rates)
    {
        var histogram = new Histogram();
        foreach (var rate in rates)
        {
            histogram.Record(rate);
        }

        return new()
        {
            Connections = new() { Opened = completed + failed, Completed = completed, Failed = failed },
            Bytes = rates.Sum(),
            Seconds = seconds,
            BytesPerSecond = histogram,
        };
    }
}
