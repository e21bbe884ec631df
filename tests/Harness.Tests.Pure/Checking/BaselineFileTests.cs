using Harness.Analysis.Checking;
using Harness.Reporting.Checking;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Checking;

/// <summary>A wrong baseline is refused with its file and line.</summary>
public sealed class BaselineFileTests : IDisposable
{
    private readonly TempFolder temp = new();

    private string FilePath => BaselineFile.PathOf(temp.Path, "example");

    public void Dispose() => temp.Dispose();

    [Fact]
    public void WhatIsWritten_IsReadAgain()
    {
        var written = new BaselineFile(FilePath, BaselineUpdate.Of(Timed(12), null));
        written.Write(new PlainFolder(Path.GetDirectoryName(written.Path)!));

        BaselineFile.Text(BaselineFile.Read(FilePath, "example")!.Baseline).ShouldBe(BaselineFile.Text(written.Baseline));
        File.ReadAllText(FilePath).ShouldBe(BaselineFile.Text(written.Baseline));
    }

    [Fact]
    public void OneWithoutAMetric_IsRefused_BecauseItWouldPassAnything()
    {
        var whole = BaselineFile.Text(BaselineUpdate.Of(Timed(12), null));
        var from = whole.IndexOf("\"structural\"", StringComparison.Ordinal);
        File.WriteAllText(FilePath, $"{whole[..from]}\"structural\": {{}} }}");

        Should.Throw<BaselineException>(() => BaselineFile.Read(FilePath, "example")).Message
            .ShouldContain(":5: holds no metric, so every run would pass; make it again with --update");
    }

    [Fact]
    public void AMissingOne_IsNull() => BaselineFile.Read(FilePath, "example").ShouldBeNull();

    /// <summary>What stands in the file; what is put there instead; what the message says after the file's name.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"format\": 1", "\"format\": 2", ":2: written by a newer version of this program (format 2; this one reads up to 1)" },
        {
            "\"closed_first.server\": { \"is\": 0 }",
            "\"closed_first.sever\": { \"is\": 0 }",
            ":11: 'closed_first.sever' is not a metric of this program"
        },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.server\": { \"is\": \"none\" }", ":11:" },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.server\": {}", ":11: 'closed_first.server' needs either \"is\", or" },
        {
            "\"closed_first.server\": { \"is\": 0 }",
            "\"closed_first.server\": { \"from\": 1, \"to\": 0.5 }",
            ":11: 'closed_first.server' needs"
        },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.server\": { \"from\": 0 }", ":11: 'closed_first.server' needs" },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.server\": { \"to\": 1 }", ":11: 'closed_first.server' needs" },
        {
            "\"closed_first.server\": { \"is\": 0 }",
            "\"closed_first.server\": { \"is\": 0, \"to\": 1 }",
            ":11: 'closed_first.server' needs"
        },
        { "\"format\": 1", "\"format\": 0", ":2: there is no format 0; this program writes 1" },
        { "\"closed_first.server\": { \"is\": 0 },", "\"closed_first.server\": { \"is\": 0 }", ":12:" },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.server\": { \"si\": 0 }", ":11:" },
        { "\"closed_first.server\": { \"is\": 0 }", "\"closed_first.client\": { \"is\": 0 }", ":11:" },
        { "\"scenario\": \"example\"", "\"scenario\": \"another\"", ":3: is the baseline of 'another', not of 'example'" },
        { "\"margin\": 0.1", "\"margin\": 10", ":22: \"margin\" must be above 0 and below 1" },
        { "rates.connections_per_second", "rates.connections_per_minute", ":25: 'rates.connections_per_minute' is not a metric" },
        {
            "closed_first.server\": { \"is\"",
            "latency_us.total.p50\": { \"is\"",
            ":11: 'latency_us.total.p50' is a duration, which depends on the machine's speed; "
                + "\"structural\" takes counts and shares. Put it under \"speed\", \"ratios\""
        },
        {
            "closed_first.server\": { \"is\"",
            "server.time_wait.held\": { \"is\"",
            ":11: 'server.time_wait.held' is a duration, which depends on the machine's speed; "
                + "\"structural\" takes counts and shares"
        },
        {
            "rates.connections_per_second",
            "connections.completed",
            ":25: 'connections.completed' is a count; \"ratios\" takes durations and rates. Put it under \"structural\""
        },
        {
            "rates.connections_per_second",
            "close_delay_us.p50",
            ":25: 'close_delay_us.p50' is a duration of which neither direction is better"
        },
        {
            "rates.connections_per_second",
            "rates.connections_per_minute",
            ":25: 'rates.connections_per_minute' is not a metric of this program; did you mean 'rates.connections_per_second'?"
        },
        { "\"cores\": 2", "\"cores\": null", ":4:" },
        { "\"kernel\": \"6.18\", ", "", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongOne_IsRefusedWithItsLine(string good, string bad, string expected)
    {
        var text = BaselineFile.Text(BaselineUpdate.Of(Timed(12), null));
        text.ShouldContain(good);
        File.WriteAllText(FilePath, text.Replace(good, bad, StringComparison.Ordinal));

        Should.Throw<BaselineException>(() => BaselineFile.Read(FilePath, "example")).Message.ShouldStartWith($"{FilePath}{expected}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"format\": \"one\" }")]
    [InlineData("\0\u0001")]
    public void WhatIsNoBaselineAtAll_IsRefused(string text)
    {
        File.WriteAllText(FilePath, text);

        Should.Throw<BaselineException>(() => BaselineFile.Read(FilePath, "example")).Message.ShouldStartWith(FilePath);
    }
}
