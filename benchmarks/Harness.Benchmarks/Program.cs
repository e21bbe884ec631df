using Harness.Benchmarks;
using Harness.Benchmarks.Fidelity;

return args switch
{
    ["delay"] => DelayBenchmark.Run(),
    ["sampler"] => SamplerBenchmark.Run(),
    ["sampler", SamplerBenchmark.Inside] => SamplerBenchmark.RunInside(),
    ["run", .. var command] => RunBenchmark.Run(command),
    ["fidelity", .. { Length: <= 1 } results] => FidelityCommand.Run(results),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Harness.Benchmarks delay | sampler | run [COMMAND...] | fidelity [RESULTS]");
    return 2;
}
