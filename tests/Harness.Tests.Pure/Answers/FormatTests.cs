using Harness.Analysis.Words;

namespace Harness.Tests.Pure.Answers;

/// <summary>Figures as people read them.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(1, "TIME_WAIT", "1 TIME_WAIT")]
    [InlineData(0, "connection", "0 connections")]
    [InlineData(28_232, "connection", "28,232 connections")]
    [InlineData(2, "policy", "2 policies")]
    [InlineData(2, "delay", "2 delays")]
    [InlineData(1, "delay", "1 delay")]
    public void AsManyAsThereAre_AreCounted_InTheRightNumber(long number, string noun, string expected) =>
        Format.Counted(number, noun).ShouldBe(expected);
}
