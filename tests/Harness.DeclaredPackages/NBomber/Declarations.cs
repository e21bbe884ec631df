using NBomber.Contracts;
using NBomber.Contracts.Stats;

// What the adapter uses of NBomber 4.1 to 6, written from its documentation (https://nbomber.com/docs) and from the public
// F# sources of version 4. Types of F# that a C# program sees as static classes with extension methods are written as such.
namespace NBomber.Contracts
{
    public interface IResponse;

    public sealed class Response<T> : IResponse
    {
        public string StatusCode { get; init; } = "";

        public bool IsError { get; init; }

        public long SizeBytes { get; init; }
    }

    public interface IScenarioContext
    {
        void StopCurrentTest(string reason);
    }

    public sealed record ScenarioProps(string ScenarioName, Func<IScenarioContext, Task<IResponse>> Run)
    {
        public TimeSpan? WarmUp { get; init; } = TimeSpan.FromSeconds(30);

        public int MaxFailCount { get; init; } = 5000;

        public IReadOnlyList<LoadSimulation> LoadSimulations { get; init; } = [];
    }

    /// <summary>One case per simulation; in a fake, what was called with which values says enough.</summary>
    public sealed record LoadSimulation(string Name, params object[] Values)
    {
        public override string ToString() => $"{Name}({string.Join(", ", Values)})";
    }

    public sealed record NBomberContext(IReadOnlyList<ScenarioProps> Scenarios)
    {
        public string TestName { get; init; } = "";

        public string ReportFolder { get; init; } = "./reports";

        public bool HasReports { get; init; } = true;
    }
}

namespace NBomber.Contracts.Stats
{
    public sealed class RequestStats
    {
        public int Count { get; init; }

        public double RPS { get; init; }
    }

    public sealed class LatencyStats
    {
        public double MinMs { get; init; }

        public double MeanMs { get; init; }

        public double MaxMs { get; init; }

        public double Percent50 { get; init; }

        public double Percent75 { get; init; }

        public double Percent95 { get; init; }

        public double Percent99 { get; init; }

        public double StdDev { get; init; }
    }

    public sealed class MeasurementStats
    {
        public RequestStats Request { get; init; } = new();

        public LatencyStats Latency { get; init; } = new();
    }

    public sealed class ScenarioStats
    {
        public string ScenarioName { get; init; } = "";

        public MeasurementStats Ok { get; init; } = new();

        public MeasurementStats Fail { get; init; } = new();

        public TimeSpan Duration { get; init; }
    }

    public sealed class NodeStats
    {
        public ScenarioStats[] ScenarioStats { get; init; } = [];
    }
}

namespace NBomber.CSharp
{
    /// <summary>With the overloads that the adapter does not mean: a call that would be ambiguous there must be ambiguous here.</summary>
    public static class Response
    {
        public static Response<object> Ok() => throw new NotSupportedException();

        public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
            new() { StatusCode = statusCode, SizeBytes = sizeBytes };

        public static Response<T> Ok<T>(string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
            throw new NotSupportedException();

        public static Response<T> Ok<T>(
            T payload, string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
            throw new NotSupportedException();

        public static Response<object> Fail() => throw new NotSupportedException();

        public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
            new() { StatusCode = statusCode, IsError = true, SizeBytes = sizeBytes };

        public static Response<T> Fail<T>(string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
            throw new NotSupportedException();

        public static Response<T> Fail<T>(
            T payload, string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
            throw new NotSupportedException();
    }

    public static class Scenario
    {
        public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run) => new(name, run);

        public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario with { WarmUp = null };

        public static ScenarioProps WithMaxFailCount(this ScenarioProps scenario, int maxFailCount) =>
            scenario with { MaxFailCount = maxFailCount };

        public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations) =>
            scenario with { LoadSimulations = loadSimulations };
    }

    public static class Simulation
    {
        public static LoadSimulation RampingConstant(int copies, TimeSpan during) => new(nameof(RampingConstant), copies, during);

        public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new(nameof(KeepConstant), copies, during);

        public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) =>
            new(nameof(RampingInject), rate, interval, during);

        public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) => new(nameof(Inject), rate, interval, during);

        public static LoadSimulation InjectRandom(int minRate, int maxRate, TimeSpan interval, TimeSpan during) =>
            new(nameof(InjectRandom), minRate, maxRate, interval, during);

        public static LoadSimulation IterationsForConstant(int copies, int iterations) =>
            new(nameof(IterationsForConstant), copies, iterations);

        public static LoadSimulation IterationsForInject(int rate, TimeSpan interval, int iterations) =>
            new(nameof(IterationsForInject), rate, interval, iterations);

        public static LoadSimulation Pause(TimeSpan during) => new(nameof(Pause), during);
    }

    public static class NBomberRunner
    {
        public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) => new(scenarios);

        public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

        public static NBomberContext WithReportFolder(this NBomberContext context, string reportFolderPath) =>
            context with { ReportFolder = reportFolderPath };

        public static NBomberContext WithoutReports(this NBomberContext context) => context with { HasReports = false };

        public static NodeStats Run(this NBomberContext context) => StandIn.Run(context, []);

        public static NodeStats Run(this NBomberContext context, params string[] args) => StandIn.Run(context, args);
    }
}
