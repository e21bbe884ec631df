namespace Harness.Benchmarks;

/// <summary>New connections per second: the built-in clients against real tools and C, the pipelines server against nginx.</summary>
internal static class ChurnBenchmark
{
    private const int Rounds = 9;
    private const int Connections = 15_000;

    // More than processors: a smaller load is run as the imitated program would run it, whatever that costs.
    private static readonly int Copies = Math.Max(10, Environment.ProcessorCount + 1);

    private static readonly string BuiltInLoad =
        $"load: [{{ iterations_for_constant: {{ copies: {Copies}, iterations: {Connections} }} }}]";

    /// <param name="program">The harness; empty for run.sh in the current folder.</param>
    internal static int Run(string[] program)
    {
        var harness = program is [] ? "./run.sh" : program[0];
        using var server = new CProgram("churn_server");
        using var client = new CProgram("churn_client");
        string C(string closer) =>
            $$"""{ command: [{{client.Binary}}, "{host}", "{port}", "{{Connections}}", "{{Copies}}", {{closer}}] }""";
        string Neutral(string mode) => $$"""{ command: [{{server.Binary}}, "{host}", "{port}", {{mode}}] }""";

        // ab reads to the end of the connection, so where the server waits for the client it takes no part.
        Contest[] contests =
        [
            new("clients, server closes first", new("built-in ab", Neutral("at-once"), $"{{ like: ab }}\n{BuiltInLoad}"),
            [
                .. Tools.Select(tool => new Entrant(tool.Name, Neutral("at-once"), tool.Client)),
                new("C epoll", Neutral("at-once"), C("server"), IsLimit: true),
            ]),
            new("clients, client closes first", new("built-in curl", Neutral("patient"), $"{{ like: curl }}\n{BuiltInLoad}"),
            [
                .. Tools.Skip(1).Select(tool => new Entrant(tool.Name, Neutral("patient"), tool.Client)),
                new("C epoll", Neutral("patient"), C("client"), IsLimit: true),
            ]),
            new(
                "servers, server closes first",
                new("built-in pipelines", "{ close: immediately }", C("server")),
                [new("nginx", Nginx("0"), C("server"))]),
            new(
                "servers, client closes first",
                new("built-in pipelines", "{ close: when_client_closes }", C("client")),
                [new("nginx", Nginx("60s"), C("client"))]),
        ];

        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var contest in contests)
            {
                Console.Error.WriteLine($"round {round} of {Rounds}: {contest.Name}");
                contest.Run(harness, round);
            }
        }

        return contests.Aggregate(true, (all, contest) => contest.Report() && all) ? 0 : 1;
    }

    private static (string Name, string Client)[] Tools =>
    [
        ("ab", $$"""{ command: [ab, -q, -n, "{{Connections}}", -c, "{{Copies}}", "{url}"] }"""),
        ("wrk", $$"""{ command: [wrk, --threads, "1", --connections, "{{Copies}}", --duration, 1s, "{url}"] }"""),
        (
            "siege",
            $$"""{ command: [siege, --quiet, --benchmark, --no-follow, --reps={{Connections / Copies}}, """
                + $$"""--concurrent={{Copies}}, "{url}"] }"""),
        ("hey", $$"""{ command: [hey, -disable-keepalive, -n, "{{Connections}}", -c, "{{Copies}}", "{url}"] }"""),
    ];

    // As Debian configures it: a worker per processor.
    private static string Nginx(string keepAlive) => $$"""

          command: [nginx, -e, stderr, -c, "{dir}/nginx.conf"]
          files:
            nginx.conf: |
              daemon off;
              user root;
              worker_processes auto;
              pid {dir}/nginx.pid;
              events { worker_connections 4096; }
              http {
                access_log off;
                client_body_temp_path {dir}/body;
                proxy_temp_path {dir}/proxy;
                fastcgi_temp_path {dir}/fastcgi;
                uwsgi_temp_path {dir}/uwsgi;
                scgi_temp_path {dir}/scgi;
                keepalive_timeout {{keepAlive}};
                server {
                  listen {authority};
                  location / { return 200 "hello\n"; }
                }
              }
        """;

    /// <param name="Name">Who.</param>
    /// <param name="Server">The scenario's <c>server</c>, YAML.</param>
    /// <param name="Client">The scenario's <c>client</c>, YAML, with the load where it is a built-in one.</param>
    /// <param name="IsLimit">A bare program in C: what the kernel leaves to be had.</param>
    private sealed record Entrant(string Name, string Server, string Client, bool IsLimit = false)
    {
        public List<double> Rates { get; } = [];

        public void Run(string harness)
        {
            // Half of the port range is never used up, so that no client pays for the search for a port.
            var trial = HarnessRun.FirstTrialOf(
                harness, $"name: churn\nkernel: {{ client: {{ ip_local_port_range: 1024 65535 }} }}\nserver: {Server}\nclient: {Client}\n");
            var failed = trial["connections"]!["failed"]!.GetValue<long>();
            if (failed > 0)
            {
                throw new InvalidOperationException($"{Name}: {failed} connections failed");
            }

            Rates.Add(trial["connections"]!["opened"]!.GetValue<long>() / trial["rates"]!["load_seconds"]!.GetValue<double>());
        }
    }

    private sealed record Contest(string Name, Entrant Ours, Entrant[] Others)
    {
        private const double TargetOfTools = 1.0;
        private const double TargetOfLimit = 0.9;

        // Each round begins with another one: the kernel takes down a trial's namespaces and TIME_WAITs while the next one runs already.
        public void Run(string harness, int round)
        {
            Entrant[] all = [Ours, .. Others];
            for (var turn = 0; turn < all.Length; turn++)
            {
                all[(round + turn) % all.Length].Run(harness);
            }
        }

        public bool Report()
        {
            Console.WriteLine($"\n{Name}: {Ours.Name} {Comparison.Median(Ours.Rates):F0} connections/s");
            foreach (var other in Others)
            {
                Line(other.Name, Comparison.Median(other.Rates), Ratios(other.Rates), target: null);
            }

            // The best of a round is the best of that round: the machine was the same for all of it.
            var tools = Others.Where(other => !other.IsLimit).ToList();
            var best = Enumerable.Range(0, Rounds).Select(round => tools.Max(tool => tool.Rates[round])).ToList();
            var isMet = Line("best of them", Comparison.Median(best), Ratios(best), TargetOfTools);
            return Others.Where(other => other.IsLimit).Aggregate(isMet, (all, limit) =>
                Line($"{limit.Name}, the limit", Comparison.Median(limit.Rates), Ratios(limit.Rates), TargetOfLimit) && all);
        }

        private List<double> Ratios(List<double> others) => [.. Ours.Rates.Zip(others, (our, their) => our / their)];

        private static bool Line(string name, double rate, List<double> ratios, double? target)
        {
            var median = Comparison.Median(ratios);
            var isMet = target is null || median >= target;
            var verdict = target is null ? "" : $", target at least {target:F2}: {(isMet ? "OK" : "MISSED")}";
            Console.WriteLine($"  {name,-20} {rate,7:F0}/s   ours to theirs {median:F2} ({ratios.Min():F2} to {ratios.Max():F2}){verdict}");
            return isMet;
        }
    }
}
