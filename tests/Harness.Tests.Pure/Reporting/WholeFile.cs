using Harness.Model;

namespace Harness.Tests.Reporting;

/// <summary>Enough for tests, which are not killed.</summary>
internal sealed class WholeFile : IWholeFile
{
    public void Write(string path, ReadOnlySpan<byte> content) => File.WriteAllBytes(path, content);
}
