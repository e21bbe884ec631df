using System.Text.Json;

namespace Harness.Tests.Kernel.Witness;

/// <summary>Real servers, each as the value of a scenario's <c>server</c>: those that are installed here.</summary>
internal static class ProgramServers
{
    private const string Plain = """
        import socket
        f = socket.AF_INET6 if ':' in '{host}' else socket.AF_INET
        l = socket.create_server(('{host}', {port}), backlog=99, family=f)
        while True:
          c, _ = l.accept()
          try:
            c.recv(999); c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
          except OSError: pass
          c.close()
        """;

    private const string Node = """
        const http = require('http');
        const server = http.createServer((_, answer) => answer.end('ok'));
        server.keepAliveTimeout = 40;
        server.listen({port}, '{host}');
        """;

    private static readonly string[] PythonModule = ["python3", "-m", "http.server", "--bind", "{host}", "{port}"];

    /// <summary>At least one: python3 is part of every machine that runs this ring.</summary>
    public static string[] Installed { get; } =
    [
        .. new[]
        {
            Of(PythonModule),
            Of(["python3", "{dir}/s.py"], ("s.py", Plain)),
            Of(["nginx", "-e", "stderr", "-c", "{dir}/n.conf"], ("n.conf", Nginx("0"))),
            Of(["nginx", "-e", "stderr", "-c", "{dir}/n.conf"], ("n.conf", Nginx("1s; keepalive_requests 2"))),
            Of(["haproxy", "-q", "-db", "-f", "{dir}/h.cfg"], ("h.cfg", Haproxy("option httpclose"))),
            Of(["haproxy", "-q", "-db", "-f", "{dir}/h.cfg"], ("h.cfg", Haproxy("timeout http-keep-alive 40ms"))),
            Of(["haproxy", "-q", "-db", "-f", "{dir}/h.cfg"], ("h.cfg", Haproxy("option nolinger"))),
            Of(["node", "{dir}/n.js"], ("n.js", Node)),
        }.Where(server => IsInstalled(server.Program)).Select(server => server.Text),
    ];

    private static (string Program, string Text) Of(string[] command, params (string Name, string Text)[] files)
    {
        var names = files.Length == 0
            ? ""
            : $", files: {{ {string.Join(", ", files.Select(f => $"{f.Name}: {JsonSerializer.Serialize(f.Text + "\n")}"))} }}";
        return (command[0], $"{{ command: {JsonSerializer.Serialize(command)}{names} }}");
    }

    private static string Nginx(string keepAlive) => $$"""
        daemon off;
        user root;
        worker_processes 1;
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
          server { listen {authority}; location / { return 200 "hello\n"; } }
        }
        """;

    private static string Haproxy(string option) => $"""
        defaults
          mode http
          timeout client 2s
          timeout connect 1s
          timeout server 2s
        frontend f
          bind {"{host}:{port}"}
          {option}
          http-request return status 200 content-type text/plain string "ok"
        """;

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
