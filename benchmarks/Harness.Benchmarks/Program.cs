using Harness.Benchmarks;

return args switch
{
    ["delay"] => DelayBenchmark.Run(),
    ["sampler"] => SamplerBenchmark.Run(),
    ["sampler", SamplerBenchmark.Inside] => SamplerBenchmark.RunInside(),
    ["run", .. var command] => RunBenchmark.Run(command),
    ["link", .. var program] => LinkBenchmark.Run(program),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Harness.Benchmarks delay | sampler | run [COMMAND...] | link [PROGRAM]");
    return 2;
}
