using Harness.Agent.Captures;
using Harness.Protocol.Contracts;

namespace Harness.Tests.Pure.Link;

public sealed class FrameCaptureTests
{
    private readonly List<byte[]> pieces = [];

    [Fact]
    public void TwoFrames_OneOfThemNotWhole_MakeThisFile()
    {
        var capture = new FrameCapture(LinkType.Ethernet, pieces.Add, new NoDelay());
        capture.Add([0xAA, 0xBB, 0xCC], length: 3, arrived: 1_700_000_000_123_456_789);
        capture.Add([0xDD], length: 7, arrived: 1_700_000_001_000_000_000);
        capture.Stop();

        Convert.ToHexString([.. pieces.SelectMany(p => p)]).ShouldBe(
            "4D3CB2A1" + "0200" + "0400" + "00000000" + "00000000" + "FFFF0000" + "01000000"
            + "00F15365" + "15CD5B07" + "03000000" + "03000000" + "AABBCC"
            + "01F15365" + "00000000" + "01000000" + "07000000" + "DD");
        capture.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void ACaptureWithoutFrames_IsStillAPcapFile()
    {
        var capture = new FrameCapture(LinkType.Ethernet, pieces.Add, new NoDelay());
        capture.Stop();

        pieces.SelectMany(p => p).ShouldBe(PcapFormat.FileHeader(LinkType.Ethernet));
    }

    [Fact]
    public void WhatExceedsTheLargestFile_IsLeftOutAndCounted_AndNothingIsCutInTwo()
    {
        var frame = new byte[64 << 10];
        var capture = new FrameCapture(LinkType.Ethernet, pieces.Add, new NoDelay());
        for (var i = 0; i < 1030; i++)
        {
            capture.Add(frame, frame.Length, arrived: 0);
        }

        capture.Stop();

        // 64 MiB hold 1023 frames of 64 KiB, each with its header.
        capture.LeftOut.ShouldBe(7);
        pieces.Sum(p => p.Length).ShouldBe(24 + (1023 * (16 + frame.Length)));
        pieces.Max(p => p.Length).ShouldBeLessThanOrEqualTo(256 << 10);
        pieces.ShouldAllBe(p => (p.Length - (ReferenceEquals(p, pieces[0]) ? 24 : 0)) % (16 + frame.Length) == 0);
    }

    // Hands over as often as it can.
    private sealed class NoDelay : IPreciseDelay
    {
        public void Until(long timestamp) => Thread.Yield();

        public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
