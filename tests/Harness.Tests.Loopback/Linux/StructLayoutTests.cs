using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Harness.Linux;

namespace Harness.Tests.Loopback.Linux;

/// <summary>The C compiler knows how this machine lays out the kernel's structs; ours must lie likewise.</summary>
public sealed class StructLayoutTests
{
    [Fact]
    public void EveryStructThatSystemCallsShare_NamesTheCTypeThatItMirrors() =>
        Structs().Where(type => type.GetCustomAttribute<CTypeAttribute>() is null).ShouldBeEmpty();

    [Fact]
    public void EveryStruct_HasTheSizeAndTheOffsetsThatTheCCompilerGivesIt()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "needs the C compiler: apt-get install gcc libc6-dev");
        var ours = Structs().SelectMany(LayoutOf).ToList();

        ours.Count.ShouldBeGreaterThan(Structs().Count());
        AnswersOfTheCompiler(ours.Select(fact => fact.Expression)).ShouldBe(ours.Select(fact => $"{fact.Expression} = {fact.Value}"));
    }

    private static IEnumerable<Type> Structs() =>
        typeof(Interop).Assembly.GetTypes()
            .Where(type => type.IsValueType && !type.IsEnum)
            .Where(type => type.FullName!.StartsWith("Harness.Linux.Interop+", StringComparison.Ordinal));

    private static IEnumerable<(string Expression, int Value)> LayoutOf(Type type)
    {
        var c = type.GetCustomAttribute<CTypeAttribute>()!.Name;
        yield return ($"sizeof({c})", SizeOf(type));
        if (type.GetCustomAttribute<InlineArrayAttribute>() is not null)
        {
            yield break;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            yield return ($"offsetof({c}, {field.Name})", (int)Marshal.OffsetOf(type, field.Name));
        }
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static List<string> AnswersOfTheCompiler(IEnumerable<string> expressions)
    {
        var program = new StringBuilder("#include <stdio.h>\n#include <stddef.h>\n");
        foreach (var header in Structs().Select(type => type.GetCustomAttribute<CTypeAttribute>()!.Header).Distinct(StringComparer.Ordinal))
        {
            program.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        }

        program.Append("int main(void) {\n");
        foreach (var expression in expressions)
        {
            program.Append(CultureInfo.InvariantCulture, $"printf(\"{expression} = %zu\\n\", {expression});\n");
        }

        program.Append("return 0; }\n");
        var folder = Directory.CreateTempSubdirectory("layout");
        try
        {
            var source = Path.Combine(folder.FullName, "layout.c");
            var binary = Path.Combine(folder.FullName, "layout");
            File.WriteAllText(source, program.ToString());
            Run("gcc", "-o", binary, source);
            return [.. Run(binary).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
        return output;
    }
}
