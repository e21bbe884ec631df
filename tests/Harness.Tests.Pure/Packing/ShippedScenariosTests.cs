using Harness.Cli;

namespace Harness.Tests.Pure.Packing;

/// <summary>An installed program finds the scenarios that came with it.</summary>
public sealed class ShippedScenariosTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("tools/net10.0/any/", "tools/net10.0/any/scenarios")]
    [InlineData("usr/lib/harness/", "usr/share/harness/scenarios")]
    [InlineData("usr/lib/harness", "usr/share/harness/scenarios")]
    public void TheyAreBesideTheProgram_OrInTheShareOfItsLib(string program, string scenarios)
    {
        var expected = Directory.CreateDirectory(Path.Combine(folder.Path, scenarios)).FullName;

        ShippedScenarios.Installed(Path.Combine(folder.Path, program)).ShouldBe(expected);
    }

    [Fact]
    public void AProgramBuiltInACheckout_HasNone_AndTakesThoseOfTheCheckout()
    {
        ShippedScenarios.Installed(AppContext.BaseDirectory).ShouldBeNull();
        ShippedScenarios.Folder.ShouldBe(Path.Combine(Home.Checkout ?? Directory.GetCurrentDirectory(), "scenarios"));
        Home.Command.ShouldBe("./run.sh");
    }

    [Fact]
    public void Names_AreThoseOfTheFiles_EachOnce()
    {
        var names = new ShippedScenarios(Repository.PathOf("scenarios")).FileNames;

        names.ShouldContain("server-closes-first");
        names.ShouldContain("curl-threshold");
        names.ShouldBeUnique();
        new ShippedScenarios(Path.Combine(folder.Path, "none")).FileNames.ShouldBeEmpty();
    }
}
