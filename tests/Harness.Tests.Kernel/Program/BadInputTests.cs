using System.Net;
using System.Net.Sockets;

namespace Harness.Tests.Kernel.Program;

/// <summary>Bad input gets one clear message with its place and a way out, starts nothing and leaves nothing.</summary>
public sealed class BadInputTests
{
    [Theory]
    [MemberData(nameof(WrongScenarios.All), MemberType = typeof(WrongScenarios))]
    public async Task AWrongScenario_IsRefusedWithItsPlace_AndStartsNothing(string what, string yaml, string expected)
    {
        using var folder = new TempFolder();
        var file = folder.Write("wrong.yaml", yaml);
        var results = Path.Combine(folder.Path, "results");

        var ended = (await HarnessProgram.RunAsync("run", file, "--out", results)).ShouldExitWith(2);

        ended.Output.ShouldBeEmpty(what);
        ended.Error.ShouldStartWith(file);
        ended.Error.ShouldNotContain("   at ", customMessage: "no stack trace");
        foreach (var part in expected.Split('|'))
        {
            ended.Error.ShouldContain(char.IsAsciiDigit(part[0]) && part.Contains(':') ? $"wrong.yaml:{part}" : part);
        }

        Directory.Exists(results).ShouldBeFalse("nothing was to be started");
    }

    /// <summary>Arguments (FILE stands for a good scenario), the exit code, and what the message must say.</summary>
    public static TheoryData<string, int, string> WrongCommands() => new()
    {
        { "", 2, "--help" },
        { "rnu FILE", 2, "unknown command 'rnu'; did you mean run?" },
        { "run", 2, "FILE" },
        { "run FILE --qiet", 2, "unknown option --qiet; did you mean --quiet?" },
        { "run -v", 2, "unknown option -v" },
        { "run FILE --rate 5", 2, "good.yaml:7:3: load: no step has 'rate' for --rate 5: {iterations_for_constant: {copies: 1" },
        { "run missing.yaml", 2, "missing.yaml: there is no such file|./run.sh list" },
        { "run FILE --set", 2, "--set" },
        { "run FILE --set server.close", 2, "--set server.close: write KEY=VALUE" },
        { "run FILE --set server.close=imediately", 2, "--set server.close=imediately: server.close: 'imediately' is not one of" },
        { "run FILE --set nonsense.key=1", 2, "unknown key 'nonsense'" },
        { "run FILE --set client.like=[", 2, "--set client.like" },
        { "run FILE --engine nbombr", 2, "did you mean 'nbomber'" },
        { "run FILE --engine nbomber", 3, "-p:WithNBomber=true|./run.sh --with-nbomber" },
        { "compare FILE -L engine=built_in,nbomber", 3, "-p:WithNBomber=true|./run.sh --with-nbomber" },
        { "run FILE --out /dev/null/results", 2, "/dev/null/results|--out" },
        { "run FILE --out /proc/results", 2, "/proc/results|--out" },
        { "report missing-folder", 2, "missing-folder" },
        { "report missing-folder --png", 2, "missing-folder" },
        { "report missing-folder --svg --plotter scottplot", 2, "missing-folder" },
        { "report missing-folder --svg --plotter echarts", 2, "chart files are drawn by ScottPlot now; leave --plotter out" },
        { "report missing-folder --plotter echarts", 2, "chart files are drawn by ScottPlot now; leave --plotter out" },
        { "report missing-folder --plotter scottplot", 2, "--svg or --png" },
        { "report missing-folder --svg --plotter scotplot", 2, "'scotplot'|'scottplot'" },
        { "compare FILE FILE --repeat x", 2, "--repeat must be 1 to 1000, is 'x'" },
        { "run /dev/zero", 2, "/dev/zero: is longer than 1,048,576 bytes" },
        { "run FILE --out \0", 2, "--out needs the name of a folder" },
        { "validate \0", 2, "the name of a scenario file is empty" },
        { "compare FILE \0", 2, "the name of a scenario file is empty" },
        { "check FILE --baseline bl --junit /proc/x", 2, "cannot write /proc/x" },
        { "probe server http://[::ffff:127.0.0.1]:1/", 3, "no connection to 127.0.0.1:1 (ECONNREFUSED)" },
        { "list missing-folder", 2, "missing-folder: there is no such folder" },
        { "run FILE --set kernel.client.tcp_no_such_thing=1", 3, "tcp_no_such_thing" },
        { "run FILE --set kernel.client.tcp_tw_reuse=7", 3, "tcp_tw_reuse|Invalid argument" },
        { "run FILE --set kernel.client.tcp_max_tw_buckets=0x10", 3, "did not take" },
        { "run FILE --set load.0.iterations_for_constant={copies: 100000, iterations: 2000000}", 3, "open files are allowed|ulimit -n" },
    };

    [Theory]
    [MemberData(nameof(WrongCommands))]
    public async Task AWrongCommand_SaysWhatIsWrongAndWhatToDo_AndLeavesNoResult(string command, int exitCode, string expected)
    {
        using var folder = new TempFolder();
        var file = folder.Write("good.yaml", WrongScenarios.Good);
        var results = Path.Combine(folder.Path, "results");
        string[] arguments = [.. Arguments(command).Select(a => a == "FILE" ? file : a == "\0" ? "" : a)];
        string[] where = arguments is ["run", ..] && !arguments.Contains("--out") && arguments[^1] != "--set" ? ["--out", results] : [];

        // Few descriptors, so that the load that needs many does not depend on this machine's limit.
        using var program = HarnessProgram.Start([.. arguments, .. where], ["prlimit", "--nofile=4096:4096"]);
        var ended = (await program.EndAsync()).ShouldExitWith(exitCode);

        ended.Error.ShouldNotContain("   at ", customMessage: "no stack trace");
        foreach (var part in expected.Split('|'))
        {
            ended.Error.ShouldContain(part);
        }

        (Directory.Exists(results) ? Directory.GetFileSystemEntries(results) : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task APortInUseOnLoopback_IsSaidWithItsNumber_AndExitsWith3()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var yaml = WrongScenarios.Good.Replace("close: immediately", $"ports: [{port}]") + "\nnetwork: loopback";
        var file = folder.Write("taken.yaml", yaml);

        var ended = (await HarnessProgram.RunAsync("run", file, "--out", Path.Combine(folder.Path, "results"))).ShouldExitWith(3);

        ended.Error.ShouldContain($"{port}");
        ended.Error.ShouldContain("EADDRINUSE");
        ended.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task AFolderThatRefuses_IsSaidBeforeAnythingIsStarted()
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess,
            "only root can become a user whom a folder refuses; run the tests as root to run this one");
        using var folder = new TempFolder();
        var file = folder.Write("good.yaml", WrongScenarios.Good);
        var closed = Directory.CreateDirectory(Path.Combine(folder.Path, "closed")).FullName;

        // Root without CAP_DAC_OVERRIDE is refused like anybody else.
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var program = HarnessProgram.Start(
            ["run", file, "--out", closed],
            ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-all", "--"]);
        var ended = (await program.EndAsync()).ShouldExitWith(2);

        ended.Error.ShouldContain(closed);
        ended.Error.ShouldContain("--out");
    }

    // Splits at spaces outside of braces.
    private static IEnumerable<string> Arguments(string command)
    {
        var depth = 0;
        var word = "";
        foreach (var c in command + " ")
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ' ' && depth == 0)
            {
                if (word.Length > 0)
                {
                    yield return word;
                }

                word = "";
            }
            else
            {
                word += c;
            }
        }
    }
}
