namespace Harness.Controller.Launching;

/// <summary>Starts two agents at the same time; when one cannot be started, the other does not stay behind.</summary>
internal static class BothSides
{
    public static async Task<(AgentProcess Server, AgentProcess Client)> StartAsync(
        Func<CancellationToken, Task<AgentProcess>> startServer,
        Func<CancellationToken, Task<AgentProcess>> startClient,
        CancellationToken cancellationToken)
    {
        var server = startServer(cancellationToken);
        var client = startClient(cancellationToken);
        try
        {
            await Task.WhenAll(server, client);
            return (await server, await client);
        }
        catch
        {
            foreach (var started in new[] { server, client }.Where(t => t.IsCompletedSuccessfully))
            {
                await (await started).DisposeAsync();
            }

            throw;
        }
    }
}
