using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Scenarios.Expectations;

namespace Harness.Tests.Pure.Answers;

/// <summary>A missed expectation shows both of its sides, one that holds what was found.</summary>
public sealed class ExpectationTextTests
{
    [Theory]
    [InlineData("server.time_wait.entered == connections.completed", "16, expected 1,000")]
    [InlineData("server.time_wait.entered >= connections.completed * 0.5", "16, against 500")]
    [InlineData("server.time_wait.entered == 1000", "16")]
    [InlineData("server.time_wait.entered < connections.completed", "16")]
    [InlineData("server.time_wait.entered == rates.requests_per_second", Format.NotMeasured)]
    public void ItSaysWhatWasFound(string text, string expected)
    {
        var trial = new TrialSummary
        {
            Server = new() { TimeWait = new() { Entered = 16 } }, Connections = new() { Completed = 1000, Opened = 1000 },
        };

        var result = Judge.Expectations([ExpectationParser.Parse(text)], new(trial)).ShouldHaveSingleItem();

        ExpectationText.Found(result).ShouldBe(expected);
        ExpectationText.Found(result with { Expected = null }).ShouldBe(expected.Split(',')[0], "as in results of earlier versions");
    }
}
