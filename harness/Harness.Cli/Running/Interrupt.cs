using System.Runtime.InteropServices;
using Harness.Cli.Terminal;

namespace Harness.Cli.Running;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into a cancellation, so that what was measured is kept. A second one ends the program at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. signals.Select(s => PosixSignalRegistration.Create(s, OnSignal))];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Array.ForEach(registrations, r => r.Dispose());
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        // Only an impatient user counts: a terminal that closes sends SIGHUP more than once.
        if (context.Signal == PosixSignal.SIGINT && source.IsCancellationRequested)
        {
            StandardStreams.ShowCursor();
            Environment.Exit((int)ExitCode.Interrupted);
        }

        source.Cancel();
    }
}
