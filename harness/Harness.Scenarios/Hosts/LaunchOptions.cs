namespace Harness.Scenarios.Hosts;

/// <summary>How an agent is started on a host.</summary>
public abstract record LaunchOptions
{
    private LaunchOptions()
    {
    }

    /// <summary>By ssh(1), which must not have to ask for anything.</summary>
    public sealed record Ssh : LaunchOptions;

    /// <summary>By srun(1), one for each host.</summary>
    public sealed record Slurm : LaunchOptions;

    /// <summary>By any program that passes on stdin, stdout and an exit code.</summary>
    /// <param name="Words">The program and its arguments; <c>{host}</c> stands for the host's name. What to start there is added.</param>
    public sealed record Template(IReadOnlyList<string> Words) : LaunchOptions;
}
