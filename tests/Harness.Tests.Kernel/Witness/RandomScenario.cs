namespace Harness.Tests.Kernel.Witness;

/// <summary>
/// Scenarios drawn at random: policies, lengths, headers, versions and programs of both sides, with a link, joined directly and in one
/// namespace, and with a witness.
/// </summary>
internal sealed class RandomScenario(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>The text of one. It may break a rule of the language; then it is refused, and says nothing.</summary>
    public string Next()
    {
        var connection = Of("close", "keep_alive", "none");
        var server = random.Next(4) == 0 ? Of(ProgramServers.Installed) : Server(connection);
        var (client, load) = random.Next(3) == 0 ? (Tool(), "") : (Client(connection), Load());
        return $"""
            name: drawn-{seed}
            ip: {Of("4", "6")}
            {Of("network: one_namespace", "link: { rtt: 0ms }", "link: { rtt: 1ms }", "link: { rtt: 6ms }", "", "")}
            server: {server}
            client: {client}
            {load}
            sample: {Of("{ settle_within: 500ms, witness: true }", "{ settle_within: 2s, witness: true }")}
            """;
    }

    private string Server(string connection)
    {
        var body = Of("0", "6", "5000", "60000");
        var length = Of("exact", "exact", "exact", "missing", "larger by 20", body is "0" ? "exact" : "smaller by 5");
        var pieces = body is "0" ? "" : Of("", "", ", dribble: { bytes: 2000, every: 1ms }");
        var response = $"{{ body: {body}, content_length: {length}, http: {Of("1.0", "1.1")}, connection: {connection}{pieces} }}";
        var close = Of(
            "immediately", "immediately", "{ after: 300us }", "{ after: 8ms }", "when_client_closes", "reset",
            "{ half_close_then_drain: 20ms }", "{ keep_alive: { idle: 3ms } }", "{ keep_alive: { idle: 50ms, requests: 2 } }");
        var think = Of("", "", "think: 2ms, ", "think: { exponential: 4ms }, ");
        var cut = body is "0" ? "" : "{ share: 0.1, cut: 3 }, ";
        var others = "{ share: 0.1, reset: midway }, { share: 0.05, reset: instead }, { share: 0.1, late: 5ms }";
        var faults = Of("", "", $"faults: [{cut}{others}], ");
        return $"{{ model: {Of("pipelines", "blocking")}, {think}{faults}response: {response}, close: {close} }}";
    }

    private string Client(string connection)
    {
        var requests = Of("", "", ", requests_per_connection: 3", ", requests_per_connection: 3, pause: { uniform: [0ms, 8ms] }");
        var close = Of("", "", ", close: immediately", ", close: { after: 2ms }", ", close: when_server_closes", ", close: reset");
        var body = Of(
            "", "", "", ", method: POST, body: 100", ", method: POST, body: 300000", ", method: PUT, body: 300000, chunked: 5000",
            ", method: PUT, body: 100, expect_continue: true, continue_within: 5ms");
        return $"{{ like: {Of("curl", "siege", "ab", "http_client")}, connection: {connection}, timeout: 1s{requests}{close}{body} }}";
    }

    private string Load() => $"load: [ {{ iterations_for_constant: {{ copies: {Of("1", "4", "20")}, iterations: {Of("20", "60")} }} }} ]";

    private string Tool() => Of(
        """{ command: [curl, -s, -m, "1", -o, /dev/null, "{url}"], times: 15 }""",
        """{ command: [curl, -s, -m, "1", -o, /dev/null, "{url}", -o, /dev/null, "{url}"], times: 10, copies: 3 }""",
        """{ command: [ab, -q, -s, "1", -n, "40", -c, "4", "{url}"], timeout: 5s }""",
        """{ command: [ab, -q, -k, -s, "1", -n, "40", -c, "4", "{url}"], timeout: 5s }""",
        """{ command: [siege, -b, -q, -c, "3", -r, "8", "{url}"], timeout: 5s }""",
        """{ command: [wrk, -t, "1", -c, "5", -d, "500ms", "{url}"], timeout: 5s }""");

    private string Of(params string[] words) => words[random.Next(words.Length)];
}
