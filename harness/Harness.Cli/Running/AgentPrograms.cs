using System.Reflection;
using System.Runtime.InteropServices;
using Harness.Controller.Launching;
using Harness.Controller.Machine;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Running;

/// <summary>
/// The program that plays the agents. The native one, beside this program, starts in milliseconds and compiles nothing while it
/// measures; where it was not built, this same program plays them.
/// </summary>
internal static class AgentPrograms
{
    /// <summary>The hidden command that makes this program an agent.</summary>
    public const string ManagedCommand = "agent";

    /// <summary>Names the program to use, <c>native</c> or <c>managed</c>; without it the native one is used where it is.</summary>
    public const string Variable = "HARNESS_AGENT";

    private const string NativeName = "harness-agent";

    private static readonly string Native = NativeIn(AppContext.BaseDirectory);

    /// <summary>Which one plays the built-in loads.</summary>
    /// <exception cref="UsageException">HARNESS_AGENT names the native one, which is not there, or none.</exception>
    public static AgentBuild InUse => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => File.Exists(Native) ? AgentBuild.Native : AgentBuild.Managed,
        "managed" => AgentBuild.Managed,
        "native" when File.Exists(Native) => AgentBuild.Native,
        "native" => throw new UsageException(
            $"{Variable}=native: there is no {Native}. In a checkout run.sh builds it where a C linker is installed."),
        var other => throw new UsageException($"{Variable}={other}: it is native, managed or not set"),
    };

    /// <summary>
    /// Where the native one is, or would be: beside the program, or in the .NET tool, which is one package for every processor, among what
    /// is only for this one.
    /// </summary>
    /// <param name="program">The folder of the program itself.</param>
    public static string NativeIn(string program)
    {
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var inTool = Path.Combine(program, $"runtimes/linux-{processor}/native/{NativeName}");
        return File.Exists(inTool) ? inTool : Path.Combine(program, NativeName);
    }

    /// <summary>The command that starts an agent for a plan. Another load engine is part of this program alone.</summary>
    public static IReadOnlyList<string> For(RunPlan plan) =>
        plan.Trials.Select(t => t.Scenario).Append(plan.Scenario).All(s => s.Engine == LoadEngine.BuiltIn) && InUse == AgentBuild.Native
            ? [Native]
            : Managed;

    /// <summary>The one that is copied to hosts: it needs no runtime there.</summary>
    /// <exception cref="UsageException">It was not built.</exception>
    public static HostProgram Copied() => File.Exists(Native) ? HostProgram.CopyOf(Native) : throw new UsageException(
        $"there is no native agent to copy to the hosts ({Native}): install a C linker and let run.sh build it, "
        + "or install the program on every host and name it in the inventory: 'program: /opt/harness/harness'");

    /// <summary>Which one is in use, for people.</summary>
    public static Finding Finding() => File.Exists(Native)
        ? new("agent", FindingState.Good, InUse == AgentBuild.Native ? "native" : $"managed, as {Variable} says", "")
        : new(
            "agent",
            FindingState.Good,
            "managed: this program itself",
            "A native agent starts faster and disturbs less: install a C linker and zlib's headers "
            + "(apt-get install clang zlib1g-dev), then let run.sh build again.");

    private static IReadOnlyList<string> Managed
    {
        get
        {
            var program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [program, Assembly.GetExecutingAssembly().Location, ManagedCommand]
                : [program, ManagedCommand];
        }
    }
}
