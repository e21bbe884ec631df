using System.Text.Json.Nodes;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Reporting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Reporting;

public sealed class ResultFolderTests : IDisposable
{
    private static readonly Scenario Scenario = new()
    {
        Name = "server-closes-first",
        About = "What it shows.",
        Server = new ServerOptions(),
        Client = new ClientOptions { Like = "ab" },
        Load = [new LoadStep.IterationsForConstant(1, 1)],
    };

    private static readonly TrialPlan Trial = new(1, new Dictionary<string, string>(), Scenario);

    private static readonly RunPlan Plan = new(Scenario, "name: server-closes-first\n", [Trial]);

    private static readonly Sample ServerSample = new()
    {
        Node = NodeId.Of(Tier.Server),
        Tier = Tier.Server,
        ElapsedSeconds = 0.1000004,
        States = new StateCounts
        {
            Established = 1, SynSent = 2, SynReceived = 3, FinWait1 = 4, FinWait2 = 5, FinWait2Minisockets = 6,
            TimeWait = 1000, Close = 8, CloseWait = 9, LastAck = 10, Listen = 11, Closing = 12,
        },
        TimeWaitEntered = 1001,
        TimeWaitOverflow = 0,
        Connections = new ConnectionTally { Opened = 1010, Completed = 1005, Failed = 5 },
        CostMicroseconds = 1234.56,
    };

    private static readonly Sample ClientSample = new()
    {
        Node = NodeId.Of(Tier.Client),
        Tier = Tier.Client,
        ElapsedSeconds = 12,
        States = new(),
        Connections = new(),
    };

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void WhatALinkCaptured_IsOneFile_OfSeveralTrialsOneEach_AndWithoutACaptureNone()
    {
        using var one = Started();
        File.Exists(Path.Combine(one.Path, "link.pcap")).ShouldBeFalse();
        one.Captured(Trial, NodeId.Link, [1, 2]);
        one.Captured(Trial, NodeId.Link, [3]);
        using var two = new ResultFolder(ResultParent.Open(temp.Path, new PlainFiles()));
        two.RunStarted(Plan with { Trials = [Trial, Trial with { Number = 2 }] }, ExampleRun.StartedAt);
        two.Captured(Trial with { Number = 2 }, NodeId.Link, [4]);

        File.ReadAllBytes(Path.Combine(one.Path, "link.pcap")).ShouldBe([1, 2, 3]);
        File.ReadAllBytes(Path.Combine(two.Path, "link-2.pcap")).ShouldBe([4]);
    }

    [Fact]
    public void Samples_AreRowsWithUnitsInvariantNumbersAndLineFeeds()
    {
        using var folder = Started();
        folder.Sampled(Trial, Phase.Load, ServerSample);
        folder.Sampled(Trial, Phase.Settle, ClientSample);

        Read(folder, "samples.csv").ShouldBe(
            "trial,side,phase,elapsed_s,established,syn_sent,syn_received,fin_wait1,fin_wait2,fin_wait2_minisockets,time_wait,close," +
            "close_wait,last_ack,listen,closing," +
            "time_wait_entered,time_wait_overflow,connections_opened,connections_completed,connections_failed,cost_us,node\n" +
            "1,server,load,0.1,1,2,3,4,5,6,1000,8,9,10,11,12,1001,0,1010,1005,5,1234.6,server\n" +
            "1,client,settle,12,0,0,0,0,0,0,0,0,0,0,0,0,,,0,0,0,0,client\n");
    }

    [Fact]
    public void Connections_AreAFileOnlyWhenTheyAreReported()
    {
        using var folder = Started();
        File.Exists(Path.Combine(folder.Path, "connections.csv")).ShouldBeFalse();

        folder.ConnectionsEnded(Trial, NodeId.Of(Tier.Client), [
            new ConnectionRow(0, 12.34, 38.1, 260.07, 40_000, 8080, 1, 6, "server", "completed") { DueSeconds = 0.5 },
            new ConnectionRow(0, 0, null, 75, 0, 8080, 0, 0, "unknown", "EADDRNOTAVAIL") { DueSeconds = 1 },
        ]);
        folder.ConnectionsEnded(Trial, new NodeId("client-2"), [
            new ConnectionRow(0, null, 1, 2, 40_001, 8080, 1, 6, "client", "completed") { DueSeconds = 2 },
        ]);

        Read(folder, "connections.csv").ShouldBe(
            "trial,due_s,behind_us,connect_us,total_us,local_port,server_port,requests,bytes,closed_first,outcome,node\n" +
            "1,0.5,12.3,38.1,260.1,40000,8080,1,6,server,completed,client\n" +
            "1,1,0,,75,,8080,0,0,unknown,EADDRNOTAVAIL,client\n" +
            "1,2,,1,2,40001,8080,1,6,client,completed,client-2\n");
    }

    [Fact]
    public void Folder_IsNamedByUtcTimeAndScenario_AndASecondOneOfThatSecondIsNumbered()
    {
        using var first = Started();
        using var second = Started();

        Path.GetFileName(first.Path).ShouldBe("20260102T030405Z-server-closes-first");
        Path.GetFileName(second.Path).ShouldBe("20260102T030405Z-server-closes-first-2");
        Directory.GetFileSystemEntries(temp.Path).Length.ShouldBe(2);
    }

    [Fact]
    public void RunningRun_IsMarkedIncomplete_UntilItsEndSaysOtherwise()
    {
        using var folder = Started();
        var during = Summary(folder);
        folder.RunFinished(ExampleRun.ServerFirst().Summary);
        var after = Summary(folder);

        during["complete"]!.GetValue<bool>().ShouldBeFalse();
        during["broke_off"]!.GetValue<string>().ShouldContain("still going on");
        during["scenario"]!.GetValue<string>().ShouldBe("server-closes-first");
        after["complete"]!.GetValue<bool>().ShouldBeTrue();
        after["about"]!.GetValue<string>().ShouldBe("What it shows.");
        Read(folder, "scenario.yaml").ShouldBe("name: server-closes-first\n");
    }

    [Fact]
    public void KilledSweep_KeepsTheTrialsThatHadEnded()
    {
        using var folder = Started();
        folder.TrialFinished(Trial, ExampleRun.ServerFirst().Summary.Trials[0]);

        Summary(folder)["complete"]!.GetValue<bool>().ShouldBeFalse();
        Summary(folder)["trials"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void ParentThatCannotHoldFolders_IsRefusedBeforeAnythingStarts()
    {
        var file = Path.Combine(temp.Path, "a-file");
        File.WriteAllText(file, "");

        var refusal = Should.Throw<ResultFolderException>(
            () => new ResultFolder(ResultParent.Open(Path.Combine(file, "results"), new PlainFiles())));
        refusal.Message.ShouldContain(file);
        refusal.Message.ShouldContain("--out");
        Directory.GetFileSystemEntries(temp.Path).ShouldBe([file]);
    }

    [Fact]
    public void ParentThatIsMissing_IsMade_AndTheCheckLeavesNothingInIt()
    {
        var parent = Path.Combine(temp.Path, "deep", "results");
        using var folder = new ResultFolder(ResultParent.Open(parent, new PlainFiles()));

        folder.Path.ShouldBe("");
        Directory.GetFileSystemEntries(parent).ShouldBeEmpty();
    }

    [Fact]
    public void FullDisk_SurfacesAsItIs()
    {
        using var folder = new ResultFolder(new FullDisk());
        Should.Throw<IOException>(() => folder.RunStarted(Plan, ExampleRun.StartedAt)).Message.ShouldBe("No space left on device");
    }

    private static string Read(ResultFolder folder, string file)
    {
        // While the run goes on: the rows must be there already.
        using var stream = new FileStream(Path.Combine(folder.Path, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd();
    }

    private static JsonNode Summary(ResultFolder folder) => JsonNode.Parse(Read(folder, "summary.json"))!;

    private ResultFolder Started()
    {
        var folder = new ResultFolder(ResultParent.Open(temp.Path, new PlainFiles()));
        folder.RunStarted(Plan, ExampleRun.StartedAt);
        return folder;
    }

    private sealed class FullDisk : IOutputFolder
    {
        public string Path => "full";

        public void Write(string name, ReadOnlySpan<byte> content) => throw new IOException("No space left on device");

        public FileStream? TryCreateFile(string name, ReadOnlySpan<byte> beginning) => throw new IOException("No space left on device");

        public IOutputFolder? TryCreateFolder(string name) => this;

        public IOutputFolder OpenFolder(string name) => this;

        public bool TryLink(string name, string target, Func<string, bool> isOurs) => false;

        public void RemoveEmptyFolder(string name)
        {
        }

        public void Dispose()
        {
        }
    }
}
