using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>
/// A live table of both sides, and of their nodes where these are a few, on stderr: redrawn four times a second from the newest samples.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Says when to redraw.</param>
internal sealed class LiveView(IAnsiConsole console, TimeProvider clock) : Progress
{
    private static readonly (SampleColumn Column, int Width)[] Numbers =
    [
        (SampleColumns.Established, 7), (SampleColumns.FinWait2, 9), (SampleColumns.CloseWait, 10), (SampleColumns.TimeWait, 9),
        (SampleColumns.Entered, 9),
    ];

    // Of more nodes of a tier there is only their sum: a screen has few lines.
    private const int MostNodes = 8;

    // Before a side's first sample there are no sockets, and nothing is known of what was entered.
    private static readonly Sample Nothing = new() { Tier = default, ElapsedSeconds = 0, States = new(), Connections = new() };

    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly NewestSamples newest = new();
    private readonly Dictionary<string, List<long>> history = new(StringComparer.Ordinal);
    private readonly LoadProgress load = new();
    private readonly List<Warning> warnings = [];
    private readonly CancellationTokenSource ended = new();
    private Task drawing = Task.CompletedTask;
    private RunPlan? plan;
    private TrialPlan? trial;
    private Phase phase;
    private IReadOnlyList<HostEntry> hosts = [];

    public override void EnvironmentKnown(RunEnvironment environment)
    {
        lock (gate)
        {
            hosts = environment.Hosts;
        }
    }

    public override void RunStarted(RunPlan plan, DateTimeOffset startedAt)
    {
        this.plan = plan;
        drawing = console.Live(Text.Empty).AutoClear(true).StartAsync(DrawAsync);
    }

    public override void PhaseStarted(TrialPlan trial, Phase phase)
    {
        lock (gate)
        {
            if (trial != this.trial)
            {
                newest.Clear();
                load.Clear();
                history.Clear();
            }

            (this.trial, this.phase) = (trial, phase);
        }
    }

    public override void Sampled(TrialPlan trial, Phase phase, Sample sample)
    {
        lock (gate)
        {
            // Of trials side by side, the one that entered a phase last is shown.
            if (trial == this.trial)
            {
                var tier = newest.Add(sample);
                HistoryOf(sample.Tier.Word()).Add(tier.States.TimeWait);
                if (sample.Node.Name != sample.Tier.Word())
                {
                    HistoryOf(sample.Node.Name).Add(sample.States.TimeWait);
                }

                if (sample.Tier == Tier.Client)
                {
                    load.Add(tier);
                }
            }
        }
    }

    protected override void Warn(Warning warning)
    {
        lock (gate)
        {
            warnings.Add(warning);
        }
    }

    protected override void End()
    {
        if (ended.IsCancellationRequested)
        {
            return;
        }

        ended.Cancel();
        drawing.Wait();
        warnings.ForEach(w => console.WriteLine(Worded(w)));
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        using var timer = new PeriodicTimer(Redraw, clock);
        while (!ended.IsCancellationRequested)
        {
            context.UpdateTarget(Picture());
            try
            {
                await timer.WaitForNextTickAsync(ended.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private Rows Picture()
    {
        lock (gate)
        {
            var client = newest.Of(Tier.Client);
            var (table, sparkline) = Heads();
            foreach (var (tier, colour) in new[] { (Tier.Server, "blue"), (Tier.Client, "darkorange") })
            {
                AddRow(table, $"[{colour}]{tier.Word()}[/]", newest.Of(tier) ?? Nothing, HistoryOf(tier.Word()), sparkline);
                foreach (var node in Shown(tier))
                {
                    AddRow(table, $"[dim]{node.Node}[/]", node, HistoryOf(node.Node.Name), sparkline);
                }
            }

            return new Rows(
            [
                new Markup(
                    $"[bold]{MarkupText.Of(plan!.Scenario.Name)}[/]  trial {plan.Nth(trial)}  "
                    + $"{phase.ToString().ToLowerInvariant()}  {client?.ElapsedSeconds ?? 0:0.0} s"),
                table,
                .. Silence(),
                new Markup((client ?? Nothing).Connections is { } connections
                    ? $"{connections.Completed:N0} connections completed, {connections.Failed:N0} failed{Progress()}"
                    : $"connections {Format.NotMeasured}"),
            ]);
        }
    }

    private (Table Table, int Sparkline) Heads()
    {
        var name = Shown(Tier.Server).Concat(Shown(Tier.Client)).Select(n => n.Node.Name.Length).Append("server".Length).Max();
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("side") { Width = name, NoWrap = true, Alignment = Justify.Left });
        foreach (var (column, width) in Numbers)
        {
            table.AddColumn(new TableColumn(column.ShortHeading) { Width = width, NoWrap = true, Alignment = Justify.Right });
        }

        // What the other columns leave: beside the names they need 44 characters, and 3 more each for the lines between.
        var sparkline = Math.Clamp(console.Profile.Width - 67 - name, 14 - name, 60);
        table.AddColumn(new TableColumn(sparkline < "history".Length ? "past" : "history") { Width = sparkline, NoWrap = true });
        return (table, sparkline);
    }

    private IReadOnlyList<Sample> Shown(Tier tier) => newest.Nodes(tier) is { Count: > 1 and <= MostNodes } several
        ? [.. several.OrderBy(s => s.Node.Name, StringComparer.Ordinal)]
        : [];

    private List<long> HistoryOf(string row)
    {
        if (!history.TryGetValue(row, out var list))
        {
            history[row] = list = [];
        }

        return list;
    }

    private IEnumerable<Markup> Silence() => SilentNodes.Words(newest, trial, hosts) is { Length: > 0 } words
        ? [new Markup($"[red]{MarkupText.Of(words)}[/]")]
        : [];

    private string Progress() =>
        phase == Phase.Load && trial is not null && load.Words(trial.Scenario.Load) is { Length: > 0 } words ? $"; {words}" : "";

    private void AddRow(Table table, string name, Sample sample, List<long> timeWaits, int sparkline)
    {
        var scale = history.Values.SelectMany(h => h).DefaultIfEmpty().Max();
        table.AddRow([name, .. Numbers.Select(n => Cell(n.Column)), Sparkline.Draw(timeWaits, sparkline, scale)]);

        string Cell(SampleColumn column)
        {
            var number = column.Value(sample) is { } value ? $"{value:N0}" : "-";
            return column == SampleColumns.TimeWait ? $"[bold]{number}[/]" : number;
        }
    }
}
