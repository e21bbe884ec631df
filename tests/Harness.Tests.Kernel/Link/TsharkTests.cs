using System.Diagnostics;
using System.Globalization;
using Harness.Analysis.Sequences;
using Harness.Reporting.Diagrams;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Tests.Kernel.Program;
using Harness.Tests.Kernel.Probing;

namespace Harness.Tests.Kernel.Link;

/// <summary>The sequence diagrams against Wireshark's own reading of link.pcap.</summary>
public sealed class TsharkTests
{
    private static readonly string[] Fields =
    [
        "ip.src", "ipv6.src", "tcp.srcport", "ip.dst", "ipv6.dst", "tcp.dstport", "tcp.flags", "tcp.seq", "tcp.ack", "tcp.len",
        "tcp.seq_raw", "tcp.ack_raw", "tcp.options.timestamp.tsval", "tcp.options.timestamp.tsecr",
        "tcp.analysis.retransmission", "tcp.analysis.spurious_retransmission", "tcp.analysis.fast_retransmission",
    ];

    [Theory]
    [InlineData("last-ack-lost", "4")]
    [InlineData("last-ack-lost", "6")]
    [InlineData("first-fins-lost", "4")]
    public async Task EachRowOfADiagram_IsASegmentAsWiresharkReadsIt(string name, string ip)
    {
        Tools.Require("tshark");
        using var folder = new TempFolder();
        var file = Repository.PathOf("tests", "Harness.Tests.Kernel", "Cases", $"{name}.yaml");
        (await HarnessProgram.RunAsync(
            "run", file, "--set", "link.pcap=true", "--set", $"ip={ip}", "--out", folder.Path, "--quiet")).ShouldExitWith(0);
        var run = RunResult.Folder(folder.Path);
        var wireshark = await ReadAsync(Path.Combine(run, "link.pcap"));
        var sequences = RunReader.Load(run).Sequences[1];

        sequences.ShouldNotBeEmpty();
        foreach (var sequence in sequences)
        {
            var rows = DiagramRows.All(sequence).OfType<DiagramRow.Arrival>().Where(r => r.Fate != Fate.Returns);
            var segments = wireshark.Where(s => s.IsOf($"{sequence.Client}", $"{sequence.Server}"));

            rows.Select(Told).ShouldBe(segments.Select(s => s.Told()));
        }
    }

    // "FIN, ACK seq 85 ack 201 len 0 TSval +3 · sent again": what is there for the reader, and the raw numbers behind it.
    private static string Told(DiagramRow.Arrival row)
    {
        var facts = row.Of.Facts;
        var text = row.Text.Split(" TSval ")[0].Split(" · ")[0];
        return $"{facts.From.Word()} {text} ({facts.Sequence} {(SegmentFlags.Acknowledges(facts.Flags) ? facts.Acknowledgment : 0)} "
            + $"{facts.Timestamp} {facts.Echo}){(row.IsAgain ? " again" : "")}";
    }

    private static async Task<List<Packet>> ReadAsync(string file)
    {
        var start = new ProcessStartInfo(
            "tshark", ["-r", file, "-Y", "tcp", "-T", "fields", .. Fields.SelectMany(f => new[] { "-e", f })])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var tshark = Process.Start(start)!;
        var (said, _) = (tshark.StandardOutput.ReadToEndAsync(), tshark.StandardError.ReadToEndAsync());
        await tshark.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        tshark.ExitCode.ShouldBe(0);
        return [.. (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => new Packet(l.Split('\t')))];
    }

    private sealed class Packet(string[] fields)
    {
        private string Source => EndOf(fields[0], fields[1], fields[2]);

        private string Destination => EndOf(fields[3], fields[4], fields[5]);

        public bool IsOf(string client, string server) => (isClients = Source == client) ? Destination == server : Source == server
            && Destination == client;

        public string Told()
        {
            var flags = byte.Parse(fields[6].AsSpan(fields[6].Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var hasAck = SegmentFlags.Acknowledges(flags);
            return $"{(isClients ? Tier.Client : Tier.Server).Word()} {SegmentFlags.Text(flags, ", ")} seq {fields[7]}"
                + $"{(hasAck ? $" ack {fields[8]}" : "")} len {fields[9]} "
                + $"({fields[10]} {(hasAck ? fields[11] : 0)} {fields[12]} {fields[13]})"
                + (fields[14..].Any(f => f.Length > 0) ? " again" : "");
        }

        private bool isClients;

        private static string EndOf(string v4, string v6, string port) => v4.Length > 0 ? $"{v4}:{port}" : $"[{v6}]:{port}";
    }
}
