namespace Harness.Tests.Kernel.Probing;

/// <summary>Programs that a test needs beside the harness.</summary>
internal static class Tools
{
    /// <summary>Skips the test, visibly, where one is missing.</summary>
    public static void Require(string tool) =>
        Assert.SkipUnless(
            Find(tool) is not null,
            $"{tool} is not installed; './run.sh test' as root installs it");

    /// <summary>Its path; null where it is missing.</summary>
    public static string? Find(string tool) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Select(p => Path.Combine(p, tool))
            .FirstOrDefault(File.Exists);
}
