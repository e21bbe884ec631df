namespace Harness.Agent.Probing;

/// <summary>A probed server ended before the probe had found out anything to tell.</summary>
/// <param name="errno">What connect() failed with.</param>
public sealed class ServerGoneException(string errno) : Exception($"the server is gone ({errno})")
{
    /// <summary>The errno's name: ECONNREFUSED.</summary>
    public string Errno { get; } = errno;
}
