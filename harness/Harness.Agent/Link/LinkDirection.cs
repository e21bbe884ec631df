namespace Harness.Agent.Link;

/// <summary>Which way a frame goes.</summary>
internal enum LinkDirection
{
    ToServer,
    ToClient,
}
