namespace Harness.Tests.Kernel.Program;

/// <summary>Scenarios that are refused, each for one mistake.</summary>
public static class WrongScenarios
{
    /// <summary>A scenario with nothing wrong, which the others are made from.</summary>
    public const string Good =
        """
        name: good
        server:
          close: immediately
        client:
          like: ab
        load:
          - iterations_for_constant: { copies: 1, iterations: 1 }
        """;

    /// <summary>
    /// What is wrong; the scenario; where and what the message must say, parts separated by |. A leading LINE:COLUMN is looked
    /// for after the file's name.
    /// </summary>
    public static TheoryData<string, string, string> All() => new()
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
        {
            "chunks with a length",
            Good.Replace("close: immediately", "response: { chunked: 10, content_length: missing }"),
            "3:44|a chunked body has no Content-Length"
        },
        {
            "chunks in HTTP/1.0",
            Good.Replace("close: immediately", "response: { chunked: 10, http: 1.0 }"),
            "3:24|HTTP/1.0 has no chunks"
        },
        {
            "trailers without chunks",
            Good.Replace("close: immediately", "response: { trailers: [ \"X: 1\" ] }"),
            "3:25|trailers come after the last chunk"
        },
        {
            "bounds the wrong way round",
            Good.Replace("close: immediately", "think: { uniform: [2ms, 1ms] }"),
            "3:10|the least, 2ms, is longer than the longest, 1ms"
        },
        {
            "one bound",
            Good.Replace("close: immediately", "think: { uniform: [2ms] }"),
            "3:21|has 1 item"
        },
        {
            "an unknown distribution",
            Good.Replace("close: immediately", "think: { exponentail: 2ms }"),
            "3:12|'exponentail'|exponential"
        },
        {
            "a pause between one request",
            Good.Replace("like: ab", "like: ab\n  pause: 5ms"),
            "6:10|it comes between the requests of a connection"
        },
        {
            "a body that is not read before the next request",
            Good.Replace("like: ab", "like: curl\n  body: 5\n  requests_per_connection: 2")
                .Replace("close: immediately", "response: { connection: none }\n  close: { keep_alive: { idle: 1s } }"),
            "7:9|would take a body that it does not read for the next request"
        },
        { "an unknown method", Good.Replace("like: ab", "like: ab\n  method: HEAD"), "6:11|'HEAD' is not GET" },
        { "no load step", Good.Replace("\n  - iterations_for_constant: { copies: 1, iterations: 1 }", " []"), "6:7|load: has 0 items" },
        {
            "unknown load step",
            Good.Replace("iterations_for_constant", "iterations_for_constnat"),
            "7:5|did you mean 'iterations_for_constant'"
        },
        { "missing load value", Good.Replace(", iterations: 1", ""), "7:30|the key 'iterations' is missing" },
        { "negative number", Good.Replace("copies: 1", "copies: -1"), "7:40|copies: is '-1'; expected a whole number from 1" },
        { "zero copies", Good.Replace("copies: 1", "copies: 0"), "7:40|from 1 to 100000" },
        { "zero iterations", Good.Replace("iterations: 1 ", "iterations: 0 "), "from 1 to" },
        { "zero repeat", Good + "\nrepeat: 0", "8:9|repeat: is '0'" },
        { "fraction", Good.Replace("copies: 1", "copies: 1.5"), "copies: is '1.5'" },
        { "huge number", Good.Replace("iterations: 1 ", "iterations: 99999999999999 "), "iterations: is '99999999999999'" },
        {
            "min_rate above max_rate",
            Good.Replace(
                "iterations_for_constant: { copies: 1, iterations: 1 }",
                "inject_random: { min_rate: 9, max_rate: 9, during: 1s }"),
            "7:3|load: step 1: min_rate must be less than max_rate, which is 9"
        },
        {
            "iterations that take years",
            Good.Replace(
                "iterations_for_constant: { copies: 1, iterations: 1 }",
                "iterations_for_inject: { rate: 1, interval: 1h, iterations: 1000000000 }"),
            "7:3|load: step 1: 1,000,000,000 iterations at this rate take longer than 24 h"
        },
        {
            "unknown spacing",
            Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "inject: { rate: 1, during: 1s, spacing: randon }"),
            "'randon' is not even or random; did you mean 'random'"
        },
        { "unknown engine", Good + "\nengine: nbombr", "8:9|'nbombr' is not built_in or nbomber; did you mean 'nbomber'?" },
        {
            "a load that NBomber would refuse",
            Good.Replace("iterations_for_constant: { copies: 1, iterations: 1 }", "pause: { during: 10ms }") + "\nengine: nbomber",
            "7:3|step 1: NBomber takes no step shorter than 1 s"
        },
        {
            "a program that NBomber is to drive",
            "name: x\nserver: {}\nclient: { command: [true] }\nengine: nbomber",
            "4:9|engine: a client.command brings its own load; leave this out"
        },
        {
            "a later load that NBomber is to drive",
            Good + "\nthen: [{ load: [{ pause: { during: 1s } }] }]\nengine: nbomber",
            "9:9|engine: NBomber runs one load, and 'then' has another; leave that out, or use 'engine: built_in'"
        },
        {
            "a client that never ends by itself, driven by NBomber",
            Good.Replace("like: ab", "like: wrk") + "\nengine: nbomber",
            "8:9|engine: this client keeps a connection|limit client.requests_per_connection"
        },
        {
            "steps that NBomber does not mix",
            Good + "\n  - inject: { rate: 1, during: 1s }\nengine: nbomber",
            "7:3|load: NBomber mixes iterations_for_constant with no other step"
        },
        {
            "duration without unit",
            Good.Replace("immediately", "{ after: 400 }"),
            "3:19|server.close.after: is '400'; expected a duration with its unit"
        },
        { "wrong unit", Good.Replace("immediately", "{ after: 400usec }"), "is '400usec'|400us or 30s" },
        { "negative duration", Good.Replace("immediately", "{ after: -1ms }"), "is '-1ms'" },
        { "too long a duration", Good.Replace("immediately", "{ after: 2h }"), "from 0us to 1h" },
        { "sampling too fast", Good + "\nsample: { every: 1ms }", "8:18|from 10ms to 1m" },
        { "policy without its value", Good.Replace("immediately", "after"), "'after' needs a value: write after: DURATION" },
        { "word with a value", Good.Replace("immediately", "{ reset: 1 }"), "'reset' takes no value" },
        { "two policies", Good.Replace("immediately", "{ after: 1ms, keep_alive: {} }"), "has 2 keys, but takes one" },
        { "client policy on the server", Good.Replace("immediately", "when_server_closes"), "did you mean 'when_client_closes'" },
        {
            "wrong content length",
            Good.Replace("close: immediately", "response: { content_length: bigger }"),
            "is 'bigger'; expected exact, missing"
        },
        {
            "content length below zero",
            Good.Replace("close: immediately", "response: { content_length: smaller by 7 }"),
            "3:31|would be negative: the body has 6 bytes"
        },
        { "wrong HTTP version", Good.Replace("like: ab", "like: ab\n  http: 2"), "'2' is not 1.0 or 1.1" },
        {
            "header on two lines",
            Good.Replace("like: ab", "like: ab\n  headers: [\"X: 1\\r\\nY: 2\"]"),
            "expected a header field on one line"
        },
        { "port 0", Good.Replace("close: immediately", "ports: [0]"), "from 1 to 65535" },
        { "port too large", Good.Replace("close: immediately", "ports: [65536]"), "from 1 to 65535" },
        { "port twice", Good.Replace("close: immediately", "ports: [80, 80]"), "3:10|a port stands twice" },
        { "not a flag", Good.Replace("close: immediately", "reuse_address: yes"), "is 'yes'; expected true or false" },
        { "duplicate key", Good + "\nname: again", "8:1|'name' stands twice, first at line 1" },
        { "empty file", "", "is empty" },
        { "only comments", "# nothing\n", "is empty" },
        { "not YAML", "name: [1, 2\nserver: }", "is not valid YAML" },
        { "a tag that is no URI", "name: !<http://[> x", "is not valid YAML" },
        { "an empty tag", "name: !<> x", "is not valid YAML" },
        { "a character that does not exist", "name: \"\\U99999999\"", "is not valid YAML" },
        { "tabs", "name: x\n\tserver: {}", "2:1|a line begins with a tab; use spaces" },
        { "a list at the top", "- name: x", "1:1|is a list; expected a map with the keys name" },
        { "a word at the top", "hello", "1:1|is 'hello'; expected a map" },
        { "two documents", Good + "\n---\nname: b", "8:1|a second document" },
        { "binary", "name: \0\u0001\u0002", "is a binary file" },
        { "ten megabytes", new string('#', 10 << 20), "is longer than 1,048,576 bytes, the most that a scenario file may have" },
        { "deep nesting", "name: " + new string('[', 5000), "is nested deeper than" },
        { "alias bomb", "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]", "1:4|anchors and aliases" },
        { "tag", "name: !!python/object x", "1:7|tags (!) are not used" },
        {
            "unknown figure",
            Good + "\nexpect: [server.time_wait.enterd == 0]",
            "8:10|'server.time_wait.enterd' is not a figure|did you mean 'server.time_wait.entered'"
        },
        { "no comparison", Good + "\nexpect: [server.time_wait.entered]", "has no comparison" },
        { "two comparisons", Good + "\nexpect: [1 == 1 == 1]", "more than one '=='" },
        { "half an expectation", Good + "\nexpect: ['connections.completed ==']", "a name or a number is missing" },
        { "division", Good + "\nexpect: ['connections.completed / 2 == 5']", "'/' is" },
        {
            "kernel settings on loopback",
            Good + "\nnetwork: loopback\nkernel: { server: { tcp_tw_reuse: 1 } }",
            "9:9|would change the settings of this machine"
        },
        { "a link on loopback", Good + "\nnetwork: loopback\nlink: { rtt: 20ms }", "9:7|there is no wire between the sides" },
        { "a round trip without unit", Good + "\nlink: { rtt: 20 }", "8:14|link.rtt: is '20'; expected a duration with its unit" },
        { "too long a round trip", Good + "\nlink: { rtt: 11s }", "8:14|from 0us to 10s" },
        { "path as a setting", Good + "\nkernel: { server: { ../../kernel/panic: 1 } }", "is not the name of a sysctl" },
        {
            "a setting that is gone",
            Good + "\nkernel: { client: { tcp_tw_recycle: 1 } }",
            "8:21|tcp_tw_recycle is gone: Linux 4.12 took it out, because it dropped the SYNs of clients that share an address"
        },
        {
            "a setting that is gone, in a step",
            Good + "\nthen: [{ set: { server: { tcp_tw_recycle: 1 } } }]",
            "8:27|recycling-fails-clients-that-share-an-address.yaml"
        },
        {
            "address in a namespace",
            Good.Replace("close: immediately", "address: 127.0.0.1"),
            "3:12|namespaces have addresses of their own"
        },
        {
            "another machine",
            Good.Replace("close: immediately", "address: 192.0.2.1") + "\nnetwork: loopback",
            "3:12|is not an address of this machine"
        },
        { "a host name", Good.Replace("close: immediately", "address: example.org") + "\nnetwork: loopback", "is not an IP address" },
        {
            "address of the other family",
            Good.Replace("close: immediately", "address: '::1'") + "\nnetwork: loopback",
            "is not an IPv4 address"
        },
        { "sweep of an unknown key", Good + "\nsweep: { server.colse: [1] }", "unknown key 'colse'" },
        { "sweep of a wrong value", Good + "\nsweep: { server.close.after: [1ms, soon] }", "is 'soon'; expected a duration" },
        {
            "sweep without end",
            Good + "\nrepeat: 1000\nsweep: { server.response.body: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }",
            "make 11,000 trials"
        },
        {
            "reuse without keep-alive",
            Good.Replace("like: ab", "like: curl\n  requests_per_connection: 2"),
            "6:28|needs a server that keeps connections"
        },
        { "a name that is a path", Good.Replace("name: good", "name: ../../etc/passwd"), "1:7|expected a name of letters" },
    };
}
