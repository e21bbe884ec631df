using Harness.Analysis.Comparing;
using Harness.Controller.Machine;
using Harness.Reporting.Pages;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Comparing;

public sealed class MatrixTests
{
    [Theory]
    [InlineData("client.like=curl,ab", "client.like", "curl|ab")]
    [InlineData("client.like=[curl, ab]", "client.like", "curl|ab")]
    [InlineData("server.close={after: 1ms},immediately", "server.close", "{after: 1ms}|immediately")]
    [InlineData(
        "server.close={half_close_then_drain: {at_most: 1s}},reset",
        "server.close",
        "{half_close_then_drain: {at_most: 1s}}|reset")]
    [InlineData("server.response.content_length=exact, missing", "server.response.content_length", "exact|missing")]
    public void AnAxis_IsAKeyAndItsValues(string text, string key, string values)
    {
        var axis = MatrixAxis.Parse(text);

        axis.Key.ShouldBe(key);
        string.Join('|', axis.Values.Select(v => v.Replace("{ ", "{").Replace(" }", "}"))).ShouldBe(values);
    }

    [Theory]
    [InlineData("client.like")]
    [InlineData("client.like=")]
    [InlineData("=curl")]
    [InlineData("client.like=curl,curl")]
    [InlineData("client.like=[curl")]
    public void AWrongAxis_IsRefusedWithItsText(string text) =>
        Should.Throw<ScenarioException>(() => MatrixAxis.Parse(text)).Message.ShouldContain($"-L {text}");

    [Fact]
    public void Combinations_AreAllOfThem_TheLastAxisFastest() =>
        MatrixAxis.Combinations([new("a", ["1", "2"]), new("b", ["x", "y"])])
            .Select(c => string.Join(' ', c.Select(p => $"{p.Key}{p.Value}")))
            .ShouldBe(["a1 bx", "a1 by", "a2 bx", "a2 by"]);

    [Fact]
    public void AThirdAxis_MakesAGridForEachOfItsValues()
    {
        var grids = MatrixGrid.Of(ExampleSource.Matrix());

        grids.Select(g => (g.Title, g.Corner)).ShouldBe([("form = exact", @"close \ like"), ("form = missing", @"close \ like")]);
        grids[0].Columns.ShouldBe(["curl", "ab"]);
        grids[0].Rows.Select(r => r.Name).ShouldBe(["now", "later"]);
        grids[1].Rows[1].Cells.Select(c => (c.Server, c.Client)).ShouldBe([(0, 1000), (0, 1000)]);
    }

    [Fact]
    public void TheMap_ColoursEachCellByTheServersShare_AndWritesTheFigures()
    {
        var page = ComparisonPage.Render(ExampleSource.Matrix());

        page.ShouldContain("<h3>form = exact</h3>");
        page.ShouldContain("""<td style="--s:100%"><b>server</b><span>1,000 / 0</span></td>""");
        page.ShouldContain("""<td style="--s:0%"><b>client</b><span>0 / 1,000</span></td>""");
    }

    [Fact]
    public void ThePage_EscapesNames_AndMarksInWordsToo()
    {
        double[] rates = [1000, 1010, 1020, 1030, 1040];
        var page = ComparisonPage.Render(Comparer.Compare(
            [ExampleSource.Of("<script>a", 1000, 1000, rates), ExampleSource.Of("b", 0, 1000, rates.Select(r => r * 2))],
            [],
            default,
            isComplete: false));

        page.ShouldNotContain("<script>a");
        page.ShouldContain("&lt;script&gt;a");
        page.ShouldContain("▲ better");
        page.ShouldContain("▼ worse");
        page.ShouldContain("INCOMPLETE");
        page.ShouldContain("the same in every run");
    }

    [Fact]
    public void TheSizeOfATimeWait_IsTheObjectSizeOfItsSlab()
    {
        string[] lines =
        [
            "slabinfo - version: 2.1",
            "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> "
            + ": tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>",
            "tw_sock_TCPv6         64    128    264   30    2 : tunables    0    0    0 : slabdata      3      4      0",
            "tw_sock_TCP          144    224    256   16    1 : tunables    0    0    0 : slabdata     14     14      0",
        ];
        var caches = SlabInfo.Parse(lines);

        caches["tw_sock_TCP"].ShouldBe(new SlabCache("tw_sock_TCP", 144, 256, 14 * Environment.SystemPageSize));
        caches["tw_sock_TCPv6"].ShouldBe(new SlabCache("tw_sock_TCPv6", 64, 264, 4 * 2 * Environment.SystemPageSize));
        caches.Count.ShouldBe(2);
    }
}
