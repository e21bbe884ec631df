using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Checking;

/// <summary>A baseline that is missing or wrong ends with exit code 2, its file and place, and a way out; nothing is started.</summary>
public sealed class WrongBaselineTests : IDisposable
{
    private readonly TempFolder temp = new();

    private string Results => Path.Combine(temp.Path, "results");

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task AMissingOne_NamesTheCommandThatMakesIt()
    {
        var scenario = HarnessProgram.Scenario("ci/reset");
        var ended = await CheckAsync(scenario);

        ended.Error.ShouldContain($"there is no {Path.Combine(temp.Path, "ci-reset.json")}");
        ended.Error.ShouldContain($"./run.sh check {scenario} --baseline {temp.Path} --update");
    }

    [Theory]
    [InlineData("{ \"format\": 1,\n \"scenario\": ", "ci-reset.json:2:")]
    [InlineData("{\n\n \"format\": 7 }", "ci-reset.json:3: written by a newer version")]
    [InlineData(
        "{ \"format\": 1, \"scenario\": \"ci-reset\",\n"
            + "\"environment\": { \"architecture\": \"x64\", \"cores\": 2, \"kernel\": \"6.18\", "
            + "\"network\": \"namespaces\", \"runtime\": \".NET 10\" },\n"
            + "\"structural\": {\n\"closed_first.nobody\": { \"is\": 0 } } }",
        "ci-reset.json:4: 'closed_first.nobody' is not a metric")]
    public async Task AWrongOne_IsRefusedWithItsPlace(string text, string expected)
    {
        temp.Write("ci-reset.json", text);

        (await CheckAsync(HarnessProgram.Scenario("ci/reset"))).Error.ShouldContain(expected);
    }

    [Fact]
    public async Task ASweep_IsRefused() =>
        (await CheckAsync(HarnessProgram.Scenario("thresholds/ab-delay-sweep"))).Error.ShouldContain("check takes scenarios of one");

    [Fact]
    public async Task AnOutputThatCannotBeWritten_IsRefusedBeforeAnythingRuns() =>
        (await CheckAsync(HarnessProgram.Scenario("ci/reset"), "--junit", "/no/such/folder/check.xml"))
            .Error.ShouldContain("'/no/such/folder/check.xml' cannot be written");

    private async Task<HarnessProgram.Ended> CheckAsync(string scenario, params string[] more)
    {
        string[] arguments = ["check", scenario, "--baseline", temp.Path, "--out", Results, .. more];
        var ended = (await HarnessProgram.RunAsync(arguments)).ShouldExitWith(2);
        ended.Output.ShouldBeEmpty();
        ended.Error.ShouldNotContain("   at ", customMessage: "no stack trace");
        Directory.Exists(Results).ShouldBeFalse("nothing was to be started");
        return ended;
    }
}
