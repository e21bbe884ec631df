using System.Text;

namespace Harness.Tests.Kernel.Program;

/// <summary>Reads what a process writes while it runs, and waits for words in it.</summary>
internal sealed class OutputReader
{
    private readonly StringBuilder text = new();
    private readonly Task reading;
    private TaskCompletionSource news = New();

    public OutputReader(StreamReader reader) => reading = Task.Run(() => ReadAsync(reader));

    public async Task SaysAsync(string words)
    {
        while (true)
        {
            Task next;
            lock (text)
            {
                if (text.ToString().Contains(words, StringComparison.Ordinal))
                {
                    return;
                }

                next = news.Task;
            }

            if (await Task.WhenAny(next, reading) == reading && !Text().Contains(words, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"it ended without saying '{words}':\n{Text()}");
            }
        }
    }

    public async Task<string> ToEndAsync()
    {
        await reading;
        return Text();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int length;
        while ((length = await reader.ReadAsync(buffer)) > 0)
        {
            TaskCompletionSource waiting;
            lock (text)
            {
                text.Append(buffer, 0, length);
                (waiting, news) = (news, New());
            }

            waiting.SetResult();
        }
    }

    private string Text()
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
