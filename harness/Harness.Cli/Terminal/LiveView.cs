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

/// <summary>A live table of both sides on stderr, redrawn four times a second from the newest samples.</summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Says when to redraw.</param>
internal sealed class LiveView(IAnsiConsole console, TimeProvider clock) : Progress
{
    private static readonly (SampleColumn Column, int Width)[] Numbers =
    [
        (SampleColumns.Established, 7), (SampleColumns.FinWait2, 9), (SampleColumns.CloseWait, 10), (SampleColumns.TimeWait, 9),
        (SampleColumns.Entered, 9),
    ];

    private static readonly (string Name, int Width)[] Columns = [("side", 6), .. Numbers.Select(n => (n.Column.ShortHeading, n.Width))];

    // Before a side's first sample there are no sockets, and nothing is known of what was entered.
    private static readonly Sample Nothing = new() { Tier = default, ElapsedSeconds = 0, States = new(), Connections = new() };

    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly NewestSamples newest = new();
    private readonly Dictionary<Tier, List<long>> history = new() { [Tier.Server] = [], [Tier.Client] = [] };
    private readonly LoadProgress load = new();
    private readonly List<Warning> warnings = [];
    private readonly CancellationTokenSource ended = new();
    private Task drawing = Task.CompletedTask;
    private RunPlan? plan;
    private TrialPlan? trial;
    private Phase phase;

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
                history[Tier.Server].Clear();
                history[Tier.Client].Clear();
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
                history[sample.Tier].Add(tier.States.TimeWait);
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
            var table = new Table().Border(TableBorder.Rounded);
            foreach (var (name, width) in Columns)
            {
                var alignment = name == "side" ? Justify.Left : Justify.Right;
                table.AddColumn(new TableColumn(name) { Width = width, NoWrap = true, Alignment = alignment });
            }

            // What the other columns leave: they need 50 characters, and 3 more each for the lines between.
            var sparkline = Math.Clamp(console.Profile.Width - 73, 8, 60);
            table.AddColumn(new TableColumn("history") { Width = sparkline, NoWrap = true });
            var scale = history.Values.SelectMany(h => h).DefaultIfEmpty().Max();
            AddRow(table, Tier.Server, "[blue]server[/]", scale, sparkline);
            AddRow(table, Tier.Client, "[darkorange]client[/]", scale, sparkline);
            return new Rows(
                new Markup(
                    $"[bold]{MarkupText.Of(plan!.Scenario.Name)}[/]  trial {plan.Nth(trial)}  "
                    + $"{phase.ToString().ToLowerInvariant()}  {client?.ElapsedSeconds ?? 0:0.0} s"),
                table,
                new Markup((client ?? Nothing).Connections is { } connections
                    ? $"{connections.Completed:N0} connections completed, {connections.Failed:N0} failed{Progress()}"
                    : $"connections {Format.NotMeasured}"));
        }
    }

    private string Progress() =>
        phase == Phase.Load && trial is not null && load.Words(trial.Scenario.Load) is { Length: > 0 } words ? $"; {words}" : "";

    private void AddRow(Table table, Tier tier, string name, long scale, int sparkline)
    {
        var sample = newest.Of(tier) ?? Nothing;
        table.AddRow([name, .. Numbers.Select(n => Cell(n.Column)), Sparkline.Draw(history[tier], sparkline, scale)]);

        string Cell(SampleColumn column)
        {
            var number = column.Value(sample) is { } value ? $"{value:N0}" : "-";
            return column == SampleColumns.TimeWait ? $"[bold]{number}[/]" : number;
        }
    }
}
