using Harness.Analysis.Results;

namespace Harness.Cli.Terminal;

/// <summary>Shows nothing but warnings.</summary>
internal sealed class QuietProgress : Progress
{
    public override void Warned(Warning warning) => Console.Error.WriteLine(Worded(warning));
}
