namespace Harness.Controller.Launching;

/// <summary>Starts agents at the same time; when one cannot be started, the others do not stay behind.</summary>
internal static class AgentStarts
{
    /// <returns>In the order of <paramref name="starts"/>.</returns>
    public static async Task<T[]> StartAllAsync<T>(IEnumerable<Task<T>> starts)
        where T : IAsyncDisposable
    {
        var started = starts.ToList();
        try
        {
            return await Task.WhenAll(started);
        }
        catch
        {
            foreach (var agent in started.Where(t => t.IsCompletedSuccessfully))
            {
                await (await agent).DisposeAsync();
            }

            throw;
        }
    }
}
