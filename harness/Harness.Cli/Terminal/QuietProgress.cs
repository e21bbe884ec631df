using Harness.Analysis.Results;

namespace Harness.Cli.Terminal;

/// <summary>Shows nothing but warnings.</summary>
internal sealed class QuietProgress : Progress
{
    protected override void Warn(Warning warning) => Console.Error.WriteLine(Worded(warning));
}
