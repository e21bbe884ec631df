using System.Runtime.InteropServices;

namespace Harness.Clients.Engines;

/// <summary>What another engine needs to know of a connection that has ended; all else is recorded by the client.</summary>
/// <param name="Failure">Null for success, else its name: an errno, TIMEOUT, SHORT_BODY, BAD_RESPONSE, ECANCELED.</param>
/// <param name="Bytes">Bytes received.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EngineConnection(string? Failure, long Bytes);
