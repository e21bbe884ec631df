using Harness.Benchmarks;

return args switch
{
    ["delay"] => DelayBenchmark.Run(),
    ["sampler"] => SamplerBenchmark.Run(),
    ["sampler", SamplerBenchmark.Inside] => SamplerBenchmark.RunInside(),
    ["million"] => MillionBenchmark.Run(),
    ["million", SamplerBenchmark.Inside] => MillionBenchmark.RunInside(),
    ["run", .. var command] => RunBenchmark.Run(command),
    ["link", .. var program] => LinkBenchmark.Run(program),
    ["churn", .. var program] => ChurnBenchmark.Run(program),
    ["hosts", .. var program] => await HostsBenchmark.RunAsync(program),
    ["fidelity", .. { Length: <= 1 } results] => FidelityCommand.Run(results),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: Harness.Benchmarks "
        + "delay | sampler | million | run [COMMAND...] | link [PROGRAM] | churn [PROGRAM] | hosts [PROGRAM] "
        + "| fidelity [RESULTS]");
    return 2;
}
