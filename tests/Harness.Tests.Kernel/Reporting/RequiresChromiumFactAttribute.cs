using System.Runtime.CompilerServices;

namespace Harness.Tests.Reporting;

/// <summary>Needs Debian's Chromium. Skipped without it, which CI counts as a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresChromiumFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public RequiresChromiumFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!File.Exists(Chromium))
        {
            Skip = $"{Chromium} is missing: 'apt-get install chromium', or run ./run.sh test";
        }
    }
}
