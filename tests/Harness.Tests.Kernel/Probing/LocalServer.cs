using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Tests.Kernel.Program;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Tests.Kernel.Probing;

/// <summary>A real server on a free port of loopback, with a configuration of its own, ended with the test.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly TempFolder folder = new();
    private readonly IAsyncDisposable running;

    private LocalServer(Func<string, int, IAsyncDisposable> start)
    {
        Port = FreePort();
        running = start(folder.Path, Port);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <param name="keepAlive">keepalive_timeout in seconds; 0 switches it off.</param>
    public static Task<LocalServer> NginxAsync(int keepAlive) => StartedAsync((folder, port) => RunningProgram.Start(
        Path.Combine(folder, "nginx.conf"),
        $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        events { worker_connections 512; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          keepalive_timeout {{keepAlive}};
          lingering_timeout 1s;
          server { listen 127.0.0.1:{{port}}; location / { return 200 "hello\n"; } }
        }
        """,
        file => ["nginx", "-e", "stderr", "-c", file]));

    public static Task<LocalServer> LighttpdAsync() => StartedAsync((folder, port) =>
    {
        File.WriteAllText(Path.Combine(folder, "index.html"), "hello\n");
        return RunningProgram.Start(
            Path.Combine(folder, "lighttpd.conf"),
            $"""
            server.document-root = "{folder}"
            server.bind = "127.0.0.1"
            server.port = {port}
            index-file.names = ( "index.html" )
            """,
            file => ["lighttpd", "-D", "-f", file]);
    });

    /// <summary>A server that does to each connection <c>c</c> what a line of Python says, in a thread each.</summary>
    /// <param name="script">Lines after the first begin with a space.</param>
    /// <param name="connections">It ends after so many.</param>
    public static Task<LocalServer> PythonAsync(string script, int connections = 100_000) => StartedAsync((folder, port) =>
        RunningProgram.Start(
            Path.Combine(folder, "s.py"),
            $"""
            import socket, struct, threading, time
            def serve(c):
             {script}
            def run(c):
             try: serve(c)
             except OSError: pass
            l = socket.create_server(('127.0.0.1', {port}), backlog=100)
            for i in range({connections}):
             c, _ = l.accept()
             threading.Thread(target=run, args=(c,), daemon=True).start()
            time.sleep(.2)
            """,
            file => ["python3", file]));

    /// <summary>ASP.NET Core's own server, which answers in chunks and closes idle connections after 1 s.</summary>
    public static Task<LocalServer> KestrelAsync() => StartedAsync((_, port) =>
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.Listen(IPAddress.Loopback, port);
            o.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
        });
        var app = builder.Build();
        app.Run(context => context.Response.Body.WriteAsync("hello\n"u8.ToArray()).AsTask());
        app.Start();
        return app;
    });

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<LocalServer> StartedAsync(Func<string, int, IAsyncDisposable> start)
    {
        var server = new LocalServer(start);
        var began = Stopwatch.GetTimestamp();
        while (!await ListensAsync(server.Port))
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline)
            {
                await server.DisposeAsync();
                throw new TimeoutException("the server did not listen in time");
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return server;
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class RunningProgram(Process process) : IAsyncDisposable
    {
        public static RunningProgram Start(string file, string configuration, Func<string, string[]> command)
        {
            File.WriteAllText(file, configuration);
            var line = command(file);
            var start = new ProcessStartInfo(Tools.Find(line[0])!, line[1..])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            return new(Process.Start(start)!);
        }

        public async ValueTask DisposeAsync()
        {
            // SIGTERM: nginx and lighttpd end their workers themselves.
            HarnessProgram.Signal(process.Id, "TERM");
            await process.WaitForExitAsync().WaitAsync(Deadline);
            process.Dispose();
        }
    }
}
