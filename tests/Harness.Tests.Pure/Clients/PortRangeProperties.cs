using FsCheck.Xunit;
using Harness.Protocol.Tcp;

namespace Harness.Tests.Pure.Clients;

/// <summary>Windows of any width over any range of ports.</summary>
public sealed class PortRangeProperties
{
    [Property]
    public void EachWindow_HasItsWidth_AndTogetherTheyAreTheRange(ushort low, ushort extra, ushort width)
    {
        var range = new PortRange(low, Math.Min(65_535, low + extra));
        var windows = range.Windows(width + 1);

        windows.ShouldAllBe(w => w.Width == Math.Min(width + 1, range.Width) && w.Low >= range.Low && w.High <= range.High);
        (windows[0].Low, windows[^1].High).ShouldBe((range.Low, range.High));
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.Second.Low <= pair.First.High + 1 && pair.Second.Low > pair.First.Low);
    }
}
