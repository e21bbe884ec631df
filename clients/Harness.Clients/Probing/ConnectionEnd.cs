namespace Harness.Clients.Probing;

/// <summary>How the server's half of a probed connection ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>It has not, while the probe waited.</summary>
    StillOpen,

    /// <summary>With a FIN.</summary>
    Fin,

    /// <summary>With an RST.</summary>
    Reset,
}
