using System.Net;
using System.Net.Sockets;

namespace Harness.Tests.Kernel.Program;

/// <summary>Bad input gets one clear message with its place and a way out, starts nothing and leaves nothing.</summary>
public sealed class BadInputTests
{
    private const string Good =
        """
        name: good
        server:
          close: immediately
        client:
          like: ab
        load:
          - iterations_for_constant: { copies: 1, iterations: 1 }
        """;

    /// <summary>What is wrong; the scenario; where and what the message must say, parts separated by |. A leading LINE:COLUMN is looked for behind the file's name.</summary>
    public static TheoryData<string, string, string> WrongScenarios() => new()
    {
        { "unknown key", Good + "\nsevrer: 1", "8:1|unknown key 'sevrer'|did you mean 'server'" },
        { "unknown nested key", Good.Replace("close:", "clsoe:"), "3:3|server: unknown key 'clsoe'|did you mean 'close'" },
        { "unknown word", Good.Replace("immediately", "imediately"), "3:10|'imediately' is not one of|did you mean 'immediately'" },
        { "unknown profile", Good.Replace("ab", "crul"), "5:9|'crul' is not one of|did you mean 'curl'" },
        { "missing name", Good.Replace("name: good\n", ""), "1:1|the key 'name' is missing" },
        { "missing server", "name: x\nclient: { like: ab }\nload: [{ pause: { during: 1s } }]", "the key 'server' is missing" },
        { "missing client", "name: x\nserver: {}\nload: [{ pause: { during: 1s } }]", "the key 'client' is missing" },
        { "missing load", "name: x\nserver: {}\nclient: { like: ab }", "the key 'load' is missing" },
        { "missing like", Good.Replace("like: ab", "http: 1.1"), "5:3|the key 'like' is missing|curl" },
        { "no load step", Good.Replace("\n  - iterations_for_constant: { copies: 1, iterations: 1 }", " []"), "6:7|load: has 0 items" },
        { "unknown load step", Good.Replace("iterations_for_constant", "iterations_for_constnat"), "7:5|did you mean 'iterations_for_constant'" },
        { "missing load value", Good.Replace(", iterations: 1", ""), "7:30|the key 'iterations' is missing" },
        { "negative number", Good.Replace("copies: 1", "copies: -1"), "7:40|copies: is '-1'; expected a whole number from 1" },
        { "zero copies", Good.Replace("copies: 1", "copies: 0"), "7:40|from 1 to 100000" },
        { "zero iterations", Good.Replace("iterations: 1 ", "iterations: 0 "), "from 1 to" },
        { "zero repeat", Good + "\nrepeat: 0", "8:9|repeat: is '0'" },
        { "fraction", Good.Replace("copies: 1", "copies: 1.5"), "copies: is '1.5'" },
        { "huge number", Good.Replace("iterations: 1 ", "iterations: 99999999999999 "), "iterations: is '99999999999999'" },
        { "min_rate above max_rate", Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "inject_random: { min_rate: 9, max_rate: 9, during: 1s }"), "7:3|load: step 1: min_rate must be less than max_rate, which is 9" },
        { "iterations that take years", Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "iterations_for_inject: { rate: 1, interval: 1h, iterations: 1000000000 }"), "7:3|load: step 1: 1,000,000,000 iterations at this rate take longer than 24 h" },
        { "unknown spacing", Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "inject: { rate: 1, during: 1s, spacing: randon }"), "'randon' is not even or random; did you mean 'random'" },
        { "unknown engine", Good + "\nengine: nbombr", "8:9|'nbombr' is not built_in or nbomber; did you mean 'nbomber'?" },
        { "a load that NBomber would refuse", Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "pause: { during: 10ms }") + "\nengine: nbomber", "7:3|step 1: NBomber takes no step shorter than 1 s" },
        { "a program that NBomber is to drive", "name: x\nserver: {}\nclient: { command: [true] }\nengine: nbomber", "4:9|engine: a client.command brings its own load; leave this out" },
        { "a later load that NBomber is to drive", Good + "\nthen: [{ load: [{ pause: { during: 1s } }] }]\nengine: nbomber", "9:9|engine: NBomber runs one load, and 'then' has another; leave that out, or use 'engine: built_in'" },
        { "a client that never ends by itself, driven by NBomber", Good.Replace("like: ab", "like: wrk") + "\nengine: nbomber", "8:9|engine: this client keeps a connection|limit client.requests_per_connection" },
        { "steps that NBomber does not mix", Good + "\n  - inject: { rate: 1, during: 1s }\nengine: nbomber", "7:3|load: NBomber mixes iterations_for_constant with no other step" },
        { "duration without unit", Good.Replace("immediately", "{ after: 400 }"), "3:19|server.close.after: is '400'; expected a duration with its unit" },
        { "wrong unit", Good.Replace("immediately", "{ after: 400usec }"), "is '400usec'|400us or 30s" },
        { "negative duration", Good.Replace("immediately", "{ after: -1ms }"), "is '-1ms'" },
        { "too long a duration", Good.Replace("immediately", "{ after: 2h }"), "from 0us to 1h" },
        { "sampling too fast", Good + "\nsample: { every: 1ms }", "8:18|from 10ms to 1m" },
        { "policy without its value", Good.Replace("immediately", "after"), "'after' needs a value: write after: DURATION" },
        { "word with a value", Good.Replace("immediately", "{ reset: 1 }"), "'reset' takes no value" },
        { "two policies", Good.Replace("immediately", "{ after: 1ms, keep_alive: {} }"), "has 2 keys, but takes one" },
        { "client policy on the server", Good.Replace("immediately", "when_server_closes"), "did you mean 'when_client_closes'" },
        { "wrong content length", Good.Replace("close: immediately", "response: { content_length: bigger }"), "is 'bigger'; expected exact, missing" },
        { "content length below zero", Good.Replace("close: immediately", "response: { content_length: smaller by 7 }"), "3:31|would be negative: the body has 6 bytes" },
        { "wrong HTTP version", Good.Replace("like: ab", "like: ab\n  http: 2"), "'2' is not 1.0 or 1.1" },
        { "header on two lines", Good.Replace("like: ab", "like: ab\n  headers: [\"X: 1\\r\\nY: 2\"]"), "expected a header field on one line" },
        { "port 0", Good.Replace("close: immediately", "ports: [0]"), "from 1 to 65535" },
        { "port too large", Good.Replace("close: immediately", "ports: [65536]"), "from 1 to 65535" },
        { "port twice", Good.Replace("close: immediately", "ports: [80, 80]"), "3:10|a port stands twice" },
        { "not a flag", Good.Replace("close: immediately", "reuse_address: yes"), "is 'yes'; expected true or false" },
        { "duplicate key", Good + "\nname: again", "8:1|'name' stands twice, first at line 1" },
        { "empty file", "", "is empty" },
        { "only comments", "# nothing\n", "is empty" },
        { "not YAML", "name: [1, 2\nserver: }", "is not valid YAML" },
        { "tabs", "name: x\n\tserver: {}", "1:7|is not valid YAML" },
        { "a list at the top", "- name: x", "1:1|is a list; expected a map with the keys name" },
        { "a word at the top", "hello", "1:1|is 'hello'; expected a map" },
        { "two documents", Good + "\n---\nname: b", "8:1|a second document" },
        { "binary", "name: \0\u0001\u0002", "is a binary file" },
        { "ten megabytes", new string('#', 10 << 20), "is 10,485,760 bytes; a scenario file is at most" },
        { "deep nesting", "name: " + new string('[', 5000), "is nested deeper than" },
        { "alias bomb", "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]", "1:4|anchors and aliases" },
        { "tag", "name: !!python/object x", "1:7|tags (!) are not used" },
        { "unknown figure", Good + "\nexpect: [server.time_wait.enterd == 0]", "8:10|'server.time_wait.enterd' is not a figure|did you mean 'server.time_wait.entered'" },
        { "no comparison", Good + "\nexpect: [server.time_wait.entered]", "has no comparison" },
        { "two comparisons", Good + "\nexpect: [1 == 1 == 1]", "more than one '=='" },
        { "half an expectation", Good + "\nexpect: ['connections.completed ==']", "a name or a number is missing" },
        { "division", Good + "\nexpect: ['connections.completed / 2 == 5']", "'/' is" },
        { "kernel settings on loopback", Good + "\nnetwork: loopback\nkernel: { server: { tcp_tw_reuse: 1 } }", "9:9|would change the settings of this machine" },
        { "a link on loopback", Good + "\nnetwork: loopback\nlink: { rtt: 20ms }", "9:7|there is no wire between the sides" },
        { "a round trip without unit", Good + "\nlink: { rtt: 20 }", "8:14|link.rtt: is '20'; expected a duration with its unit" },
        { "too long a round trip", Good + "\nlink: { rtt: 11s }", "8:14|from 0us to 10s" },
        { "path as a setting", Good + "\nkernel: { server: { ../../kernel/panic: 1 } }", "is not the name of a sysctl" },
        { "address in a namespace", Good.Replace("close: immediately", "address: 127.0.0.1"), "3:12|namespaces have addresses of their own" },
        { "another machine", Good.Replace("close: immediately", "address: 192.0.2.1") + "\nnetwork: loopback", "3:12|is not an address of this machine" },
        { "a host name", Good.Replace("close: immediately", "address: example.org") + "\nnetwork: loopback", "is not an IP address" },
        { "address of the other family", Good.Replace("close: immediately", "address: '::1'") + "\nnetwork: loopback", "is not an IPv4 address" },
        { "sweep of an unknown key", Good + "\nsweep: { server.colse: [1] }", "unknown key 'colse'" },
        { "sweep of a wrong value", Good + "\nsweep: { server.close.after: [1ms, soon] }", "is 'soon'; expected a duration" },
        { "sweep without end", Good + "\nrepeat: 1000\nsweep: { server.response.body: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }", "make 11,000 trials" },
        { "reuse without keep-alive", Good.Replace("like: ab", "like: curl\n  requests_per_connection: 2"), "6:28|needs a server that keeps connections" },
        { "a name that is a path", Good.Replace("name: good", "name: ../../etc/passwd"), "1:7|expected a name of letters" },
    };

    [Theory]
    [MemberData(nameof(WrongScenarios))]
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
        { "rnu FILE", 2, "'rnu'" },
        { "run", 2, "FILE" },
        { "run FILE --qiet", 2, "--qiet" },
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
        var file = folder.Write("good.yaml", Good);
        var results = Path.Combine(folder.Path, "results");
        string[] arguments = [.. Arguments(command).Select(a => a == "FILE" ? file : a)];
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
        var file = folder.Write("taken.yaml", Good.Replace("close: immediately", $"ports: [{port}]") + "\nnetwork: loopback");

        var ended = (await HarnessProgram.RunAsync("run", file, "--out", Path.Combine(folder.Path, "results"))).ShouldExitWith(3);

        ended.Error.ShouldContain($"{port}");
        ended.Error.ShouldContain("EADDRINUSE");
        ended.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task AFolderThatRefuses_IsSaidBeforeAnythingIsStarted()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become a user whom a folder refuses; run the tests as root to run this one");
        using var folder = new TempFolder();
        var file = folder.Write("good.yaml", Good);
        var closed = Directory.CreateDirectory(Path.Combine(folder.Path, "closed")).FullName;

        // Root without CAP_DAC_OVERRIDE is refused like anybody else.
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var program = HarnessProgram.Start(["run", file, "--out", closed], ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-all", "--"]);
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
