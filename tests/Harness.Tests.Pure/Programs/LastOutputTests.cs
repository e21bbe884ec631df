using System.Text;
using Harness.Agent.Programs;

namespace Harness.Tests.Pure.Programs;

/// <summary>What is kept of a program's output.</summary>
public sealed class LastOutputTests
{
    [Theory]
    [InlineData("plain\ttext\n", "plain\ttext\n")]
    [InlineData("\e[1;31mred\e[0m", "red")]
    [InlineData("\e]0;a title\aafter", "after")]
    [InlineData("\e]8;;http://x\e\\link", "link")]
    [InlineData("\e(Bcharset\e=keypad", "charsetkeypad")]
    [InlineData("bell\a null\0 return\r\n csi\u009b1m", "bell null return\n csi1m")]
    [InlineData("größe \e[2J→\n", "größe →\n")]
    public async Task ControlSequences_AreLeftOut_WhereverTheyAreCut(string written, string kept)
    {
        foreach (var size in new[] { 1, 2, 3, 4096 })
        {
            var output = new LastOutput();

            await output.TakeAsync(new Pieces(Encoding.UTF8.GetBytes(written), size));

            output.ToString().ShouldBe(kept);
        }
    }

    [Fact]
    public async Task OfMuchOutput_TheEndIsKept_AlsoWithoutALineBreak()
    {
        var output = new LastOutput();

        await output.TakeAsync(new Pieces([.. Enumerable.Repeat((byte)'x', 3_000_000), .. "end"u8], 4096));

        output.ToString().Length.ShouldBe(16 * 1024);
        output.ToString().ShouldEndWith("xend");
    }

    /// <summary>A pipe that gives so many bytes at once.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
