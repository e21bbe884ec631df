using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Harness.Protocol.Http;

namespace Harness.Tests.Pure.Http;

/// <summary>What is written in chunks is read back, to its last byte and not further.</summary>
public sealed class ChunkedCodingTests
{
    [Property]
    public void ABody_IsReadBackToItsEnd_InWhateverPiecesItComes(ushort body, ushort chunk, byte piece)
    {
        var encoded = new ChunkedCoding(chunk + 1).Encode(new byte[body], "X-Sum: 1");
        byte[] sent = [.. encoded, .. "GET"u8];
        var reader = new ChunkedBody();

        var taken = 0;
        foreach (var part in sent.Chunk(piece + 1).TakeWhile(_ => !reader.IsComplete))
        {
            taken += reader.Take(part);
        }

        (reader.IsComplete, taken).ShouldBe((true, encoded.Length));
    }

    [Property]
    public void APartOfABody_EndsWithItsLastByte(byte body, byte chunk, byte part)
    {
        var (bytes, size) = (body + 1, (chunk % 20) + 1);
        var shown = part % (bytes + 1);
        // Each byte of the body is one that no chunk size has.
        var encoded = new ChunkedCoding(size).Encode(Encoding.ASCII.GetBytes(new string('x', bytes)));

        var sent = Encoding.ASCII.GetString(encoded, 0, new ChunkedCoding(size).LengthOf(bytes, shown));

        sent.Count(c => c == 'x').ShouldBe(shown);
        sent.ShouldBe(sent.TrimEnd('\r', '\n'));
    }

    [Theory]
    [InlineData("g\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("ffffffff\r\n")]
    [InlineData("\r\n")]
    [InlineData("3\r\nabcde\r\n")]
    public void WhatIsNoChunk_IsRefused(string text) =>
        Should.Throw<InvalidDataException>(() => new ChunkedBody().Take(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void ALineOrTrailersWithoutEnd_AreRefused()
    {
        Should.Throw<InvalidDataException>(() => new ChunkedBody().Take(Encoding.ASCII.GetBytes(new string('0', 20_000))));
        var trailers = string.Concat(Enumerable.Repeat("X-Sum: 1\r\n", 3000));
        Should.Throw<InvalidDataException>(() => new ChunkedBody().Take(Encoding.ASCII.GetBytes($"0\r\n{trailers}")));
    }
}
