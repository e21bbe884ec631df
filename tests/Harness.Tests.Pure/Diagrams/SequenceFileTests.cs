using Harness.Analysis.Sequences;
using Harness.Reporting;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;

namespace Harness.Tests.Pure.Diagrams;

/// <summary>What a result folder keeps of the connections that the link's rules touched, and what is drawn from it.</summary>
public sealed class SequenceFileTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EveryEvent_IsARow_AndIsReadBackAsItWas()
    {
        var folder = Written();

        File.ReadLines(Path.Combine(folder, "sequence.csv")).Take(3).ShouldBe([
            "trial,connection,client,server,first_of,event,at_s,side,flags,seq,ack,length,tsval,tsecr,link,left_s,state,minisocket,"
            + "after_s,segments",
            "1,1,192.0.2.2:40000,192.0.2.1:80,lost,segment,1,client,SYN,1000,,0,7,8,,1,,,,",
            "1,1,192.0.2.2:40000,192.0.2.1:80,lost,segment,1.0001,server,SYN ACK,5000,1001,0,7,8,,1.0001,,,,",
        ]);
        var read = RunReader.Load(folder).Sequences[1].ToList();
        read.Select(s => (s.Number, s.Client, s.Server, string.Join(' ', s.FirstOf))).ShouldBe(
            [(1, Story.Whole.Client, Story.Whole.Server, "lost"), (2, Story.Whole.Client, Story.Whole.Server, "")]);
        read[0].Events.Select(Told).ShouldBe(Story.Whole.Events.Select(Told));
    }

    [Fact]
    public void TheReport_ShowsTheFirstConnectionOfARule_AndFoldsTheOthers_AsDiagramAndAsTable()
    {
        var page = ReportPage.Render(RunReader.Load(Written()));

        page.ShouldContain(">The first connection that the link&#39;s rule lost touched</h2>");
        page.ShouldContain("<summary>192.0.2.2:40000 to 192.0.2.1:80, touched by twice and lost and late</summary>");
        page.Split("<svg class=\"sequence\"").Length.ShouldBe(1 + 2);
        page.ShouldContain("<td>FIN, ACK seq 80 ack 89 len 0 TSval +0</td><td>delayed by late</td>");
    }

    [Theory]
    [InlineData(PlotFormat.Svg, "svg")]
    [InlineData(PlotFormat.Png, "png")]
    public void EachDiagram_IsAFileBesideTheCharts(PlotFormat format, string ending)
    {
        var files = Report.WriteCharts(new PlainFolder(Written()), format, new()).Paths;

        files.Select(Path.GetFileName).TakeLast(2).ShouldBe([$"sequence-1.{ending}", $"sequence-2.{ending}"]);
        files.ShouldAllBe(f => new FileInfo(f).Length > 3000);
    }

    [Fact]
    public void WithoutSuchAFile_ThereIsNoDiagram()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);

        RunReader.Load(folder).Sequences.ShouldBeEmpty();
        ReportPage.Render(RunReader.Load(folder)).ShouldNotContain("<svg class=\"sequence\"");
    }

    [Theory]
    [InlineData("segment,1,client", "segment,x,client", ":2: 'x' is no value for at_s")]
    [InlineData("segment,1,client", "segment,NaN,client", ":2: 'NaN' is no value for at_s")]
    [InlineData("segment,1,client", "segment,1,nobody", ":2: 'nobody' is no value for side")]
    [InlineData("SYN ACK", "SYN ACT", ":3: 'SYN ACT' is no value for flags")]
    [InlineData("5000,1001", "-5,1001", ":3: '-5' is no value for seq")]
    [InlineData("dropped:lost", "dropped", ":6: 'dropped' is no value for link")]
    [InlineData("TIME_WAIT", "TIME_WAITS", ":11: 'TIME_WAITS' is no value for state")]
    [InlineData("192.0.2.2:40000", "somewhere", ":2: 'somewhere' is no value for client")]
    [InlineData(",segment,", ",thing,", ":2: 'thing' is no value for event")]
    [InlineData("trial,connection", "trial,connexion", ": this row has too few fields")]
    public void ADamagedFile_IsRefusedWithItsLine(string was, string isNow, string said)
    {
        var path = Path.Combine(Written(), "sequence.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(was, isNow, StringComparison.Ordinal));

        var refusal = Should.Throw<ResultFolderException>(() => RunReader.Load(Path.GetDirectoryName(path)!));
        refusal.Message.ShouldStartWith(path);
        refusal.Message.ShouldContain(said);
    }

    internal static string Written(string parent)
    {
        using var folder = new ResultFolder(ResultParent.Open(parent, new PlainFiles()));
        var run = ExampleRun.ServerFirst();
        folder.RunStarted(run.Plan, ExampleRun.StartedAt);
        folder.Sequenced(run.Plan.Trials[0], [Story.Whole with { FirstOf = ["lost"] }, Story.Whole with { Number = 2 }]);
        folder.TrialFinished(run.Plan.Trials[0], run.Summary.Trials[0]);
        folder.RunFinished(run.Summary);
        return folder.Path;
    }

    private string Written() => Written(temp.Path);

    // A record with a list in it is equal to itself alone.
    private static string Told(SequenceEvent happened) => happened is SequenceEvent.Segment s
        ? $"{s.At} {s.LeftAt} {s.Facts} {string.Join(' ', s.Deeds)}"
        : $"{happened}";
}
