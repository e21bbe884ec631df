using Harness.Scenarios.Expectations;
using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Language;

/// <summary>
/// The scenario language, key by key. Defaults stand in the options' records; bounds stand here and in their docs. Closing policies and
/// load steps bring their own shapes.
/// </summary>
/// <param name="vocabulary">The client profiles and figures that a scenario may name.</param>
internal sealed class ScenarioShape(Vocabulary vocabulary)
{
    private const int Billion = 1_000_000_000;

    private static readonly Shape<TimeSpan> During = Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24));

    private static readonly Shape<int> Addresses = Values.Whole(1, 64);

    private static readonly Shape<HttpVersion> Http = Values.Word(("1.0", HttpVersion.Http10), ("1.1", HttpVersion.Http11));

    private static readonly Shape<ConnectionHeader> Connection =
        Values.Word(("close", ConnectionHeader.Close), ("keep_alive", ConnectionHeader.KeepAlive), ("none", ConnectionHeader.None));

    private static readonly Shape<int> Bytes = Values.Whole(0, ResponseOptions.LongestBody);

    private static readonly Shape<DribbleOptions> Dribble = new MapShape<DribbleOptions>((_, _) => new())
        .Key("bytes", Values.Whole(1, ResponseOptions.LongestBody), o => o.Bytes, (o, v) => o with { Bytes = v })
        .Key("every", Values.Delay, o => o.Every, (o, v) => o with { Every = v });

    private static readonly Shape<ResponseOptions> Response = new MapShape<ResponseOptions>((_, _) => new())
        .Key("body", Bytes, o => o.Body, (o, v) => o with { Body = v })
        .Key("content_length", Values.ContentLength, o => o.ContentLength, (o, v) => o with { ContentLength = v })
        .Key("chunked", Bytes, o => o.Chunked, (o, v) => o with { Chunked = v })
        .Key("trailers", new ListShape<string>(new HeaderShape(), 0, 100), o => o.Trailers, (o, v) => o with { Trailers = v })
        .Key("dribble", Dribble, o => o.Dribble, (o, v) => o with { Dribble = v })
        .Key("http", Http, o => o.Http, (o, v) => o with { Http = v })
        .Key("connection", Connection, o => o.Connection, (o, v) => o with { Connection = v });

    private static readonly Shape<RequestMethod> Method = Values.Word(
        ("GET", RequestMethod.Get),
        ("POST", RequestMethod.Post),
        ("PUT", RequestMethod.Put),
        ("PATCH", RequestMethod.Patch),
        ("DELETE", RequestMethod.Delete));

    // A port is something to bind to: it need not be said twice.
    private static readonly Shape<SourceOptions> Source =
        new MapShape<SourceOptions>((map, _) => new() { Bind = map["port"] is null ? SourceBind.Never : SourceBind.AddressAndPort })
        .Key("addresses", Addresses, o => o.Addresses, (o, v) => o with { Addresses = v })
        .Key(
            "bind",
            Values.Word(("never", SourceBind.Never), ("address", SourceBind.Address), ("address_and_port", SourceBind.AddressAndPort)),
            o => o.Bind,
            (o, v) => o with { Bind = v })
        .Key("reuse_address", Values.Flag, o => o.ReuseAddress, (o, v) => o with { ReuseAddress = v })
        .Optional("port", Values.Whole(1, 65535), o => o.Port, (o, v) => o with { Port = v })
        .Optional("port_window", Values.Whole(1, 65535), o => o.PortWindow, (o, v) => o with { PortWindow = v });

    private static readonly Shape<ServerOptions> BuiltInServer = new MapShape<ServerOptions>((_, _) => new())
        .Key(
            "model",
            Values.Word(("pipelines", ServerModel.Pipelines), ("blocking", ServerModel.Blocking)),
            o => o.Model,
            (o, v) => o with { Model = v })
        .Key("response", Response, o => o.Response, (o, v) => o with { Response = v })
        .Key("think", DurationDraw.Shape, o => o.Think, (o, v) => o with { Think = v })
        .Key("faults", new ListShape<Fault>(Fault.Shape, 0, 20), o => o.Faults, (o, v) => o with { Faults = v })
        .Key("seed", Values.Whole(0, Billion), o => o.Seed, (o, v) => o with { Seed = v })
        .Key("reads_body", Values.Flag, o => o.ReadsBody, (o, v) => o with { ReadsBody = v })
        .Key("close", ServerClose.Shape, o => o.Close, (o, v) => o with { Close = v })
        .Key("address", Values.Text, o => o.Address, (o, v) => o with { Address = v })
        .Key("ports", new ListShape<int>(Values.Whole(1, 65535), 0, 64), o => o.Ports, (o, v) => o with { Ports = v })
        .Key("addresses", Addresses, o => o.Addresses, (o, v) => o with { Addresses = v })
        .Key("backlog", Values.Whole(1, 65535), o => o.Backlog, (o, v) => o with { Backlog = v })
        .Key("descriptors", Values.Whole(0, 100_000), o => o.Descriptors, (o, v) => o with { Descriptors = v })
        .Key("reuse_address", Values.Flag, o => o.ReuseAddress, (o, v) => o with { ReuseAddress = v });

    private static readonly Shape<IReadOnlyList<string>> Command = new ListShape<string>(Values.Text, 1, 200);

    private static readonly Shape<ServerOptions> ProgramServer =
        new MapShape<ServerOptions>((_, _) => new() { Program = new() { Command = [] } })
            .Key("command", Command, o => o.Program!.Command, (o, v) => o with { Program = o.Program! with { Command = v } })
            .Key("files", new FilesShape(), o => o.Program!.Files, (o, v) => o with { Program = o.Program! with { Files = v } })
            .Key("address", Values.Text, o => o.Address, (o, v) => o with { Address = v })
            .Key("ports", new ListShape<int>(Values.Whole(1, 65535), 0, 1), o => o.Ports, (o, v) => o with { Ports = v });

    private static readonly Shape<ServerOptions> Server =
        new EitherShape<ServerOptions>("command", ProgramServer, BuiltInServer, o => o.Program is not null);

    private static readonly Shape<ClientOptions> ProgramClient =
        new MapShape<ClientOptions>((_, _) => new() { Like = "", Program = new() { Command = [] } })
            .Key("command", Command, o => o.Program!.Command, (o, v) => o with { Program = o.Program! with { Command = v } })
            .Key("files", new FilesShape(), o => o.Program!.Files, (o, v) => o with { Program = o.Program! with { Files = v } })
            .Key("times", Values.Whole(1, 100_000), o => o.Program!.Times, (o, v) => o with { Program = o.Program! with { Times = v } })
            .Key("copies", Values.Whole(1, 1000), o => o.Program!.Copies, (o, v) => o with { Program = o.Program! with { Copies = v } })
            .Key("timeout", During, o => o.Program!.Timeout, (o, v) => o with { Program = o.Program! with { Timeout = v } });

    private static readonly Shape<SampleOptions> Sample = new MapShape<SampleOptions>((_, _) => new())
        .Key("every", Values.Duration(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)), o => o.Every, (o, v) => o with { Every = v })
        .Key(
            "until",
            Values.Word(("settled", SampleUntil.Settled), ("drained", SampleUntil.Drained)),
            o => o.Until,
            (o, v) => o with { Until = v })
        .Key("settle_within", Values.Delay, o => o.SettleWithin, (o, v) => o with { SettleWithin = v })
        .Key("lifetimes", Values.Flag, o => o.Lifetimes, (o, v) => o with { Lifetimes = v })
        .Key("witness", Values.Flag, o => o.Witness, (o, v) => o with { Witness = v })
        .Key("foreign_bytes", Values.Flag, o => o.ForeignBytes, (o, v) => o with { ForeignBytes = v })
        .Key("connections", Values.Flag, o => o.Connections, (o, v) => o with { Connections = v });

    private static readonly Shape<KernelOptions> Kernel = new MapShape<KernelOptions>((_, _) => new())
        .Key("server", new SettingsShape(), o => o.Server, (o, v) => o with { Server = v })
        .Key("client", new SettingsShape(), o => o.Client, (o, v) => o with { Client = v });

    /// <summary>A whole scenario. What it reads is right key by key; <see cref="ScenarioRules"/> look at the whole.</summary>
    public Shape<Scenario> Whole() =>
        new MapShape<Scenario>((_, _) => new() { Name = "", Server = new(), Client = new() { Like = "" }, Load = [] })
            .Key("name", Values.Name, o => o.Name, (o, v) => o with { Name = v }, isRequired: true)
            .Key("about", Values.Text, o => o.About, (o, v) => o with { About = v.Trim() })
            .Key("reproduces", new ListShape<string>(Values.Claim, 0, 30), o => o.Reproduces, (o, v) => o with { Reproduces = v })
            .Key("needs", new ListShape<string>(Values.Setting, 0, 30), o => o.Needs, (o, v) => o with { Needs = v })
            .Key(
                "network",
                Values.Word(
                    ("namespaces", NetworkKind.Namespaces),
                    ("one_namespace", NetworkKind.OneNamespace),
                    ("loopback", NetworkKind.Loopback),
                    ("hosts", NetworkKind.Hosts)),
                o => o.Network,
                (o, v) => o with { Network = v })
            .Key("ip", Values.Word(("4", IpVersion.V4), ("6", IpVersion.V6)), o => o.Ip, (o, v) => o with { Ip = v })
            .Key("link", LinkShape.Whole, o => o.Link, (o, v) => o with { Link = v })
            .Key("kernel", Kernel, o => o.Kernel, (o, v) => o with { Kernel = v })
            .Key("server", Server, o => o.Server, (o, v) => o with { Server = v }, isRequired: true)
            .Key("client", Client(), o => o.Client, (o, v) => o with { Client = v }, isRequired: true)
            .Key(
                "engine",
                Values.Word(("built_in", LoadEngine.BuiltIn), ("nbomber", LoadEngine.NBomber)),
                o => o.Engine,
                (o, v) => o with { Engine = v })
            .Key(
                "load",
                new ListShape<LoadStep>(LoadStepShape.Whole, 1, 100),
                o => o.Load.Count == 0 ? null : o.Load,
                (o, v) => o with { Load = v })
            .Key(
                "then",
                ThenShape.Whole(Kernel, BuiltInClient()),
                o => o.Then.Count == 0 ? null : o.Then,
                (o, v) => o with { Then = v })
            .Key("sample", Sample, o => o.Sample, (o, v) => o with { Sample = v })
            .Key("sweep", new SweepShape(), o => o.Sweep.Count == 0 ? null : o.Sweep, (o, v) => o with { Sweep = v })
            .Key("predict", Values.Flag, o => o.Predict, (o, v) => o with { Predict = v })
            .Key("threshold", ThresholdShape.Whole, o => o.Threshold, (o, v) => o with { Threshold = v })
            .Key("repeat", Values.Whole(1, 1000), o => o.Repeat, (o, v) => o with { Repeat = v })
            .Key("at_once", Values.Whole(1, 64), o => o.AtOnce, (o, v) => o with { AtOnce = v })
            .Key(
                "expect",
                new ListShape<Expectation>(new ExpectationShape(vocabulary.Figures), 0, 100),
                o => o.Expect,
                (o, v) => o with { Expect = v });

    private Shape<ClientOptions> Client() =>
        new EitherShape<ClientOptions>("command", ProgramClient, BuiltInClient(), o => o.Program is not null);

    private Shape<ClientOptions> BuiltInClient() => new MapShape<ClientOptions>(ProfileOf)
        .Needs("like")
        .Key("like", Like, o => o.Like, (o, v) => o)
        .Key("method", Method, o => o.Method, (o, v) => o with { Method = v })
        .Key("body", Bytes, o => o.Body, (o, v) => o with { Body = v })
        .Key("chunked", Bytes, o => o.Chunked, (o, v) => o with { Chunked = v })
        .Key("expect_continue", Values.Flag, o => o.ExpectContinue, (o, v) => o with { ExpectContinue = v })
        .Key("continue_within", Values.Delay, o => o.ContinueWithin, (o, v) => o with { ContinueWithin = v })
        .Key("http", Http, o => o.Http, (o, v) => o with { Http = v })
        .Key("connection", Connection, o => o.Connection, (o, v) => o with { Connection = v })
        .Key("headers", new ListShape<string>(new HeaderShape(), 0, 100), o => o.Headers, (o, v) => o with { Headers = v })
        .Key("close", ClientClose.Shape, o => o.Close, (o, v) => o with { Close = v })
        .Key("accepts_short_body", Values.Flag, o => o.AcceptsShortBody, (o, v) => o with { AcceptsShortBody = v })
        .Key("receive_buffer", Values.Whole(1, 16 << 20), o => o.ReceiveBuffer, (o, v) => o with { ReceiveBuffer = v })
        .Key("blocks_to_read", Values.Flag, o => o.BlocksToRead, (o, v) => o with { BlocksToRead = v })
        .Key("thread_per_connection", Values.Flag, o => o.ThreadPerConnection, (o, v) => o with { ThreadPerConnection = v })
        .Key(
            "works_before_close",
            Values.Duration(TimeSpan.Zero, TimeSpan.FromMilliseconds(10)),
            o => o.WorksBeforeClose,
            (o, v) => o with { WorksBeforeClose = v })
        .Key("ack_with_request", Values.Flag, o => o.AcksWithRequest, (o, v) => o with { AcksWithRequest = v })
        .Key("no_delay", Values.Flag, o => o.NoDelay, (o, v) => o with { NoDelay = v })
        .Key("dual_mode", Values.Flag, o => o.DualMode, (o, v) => o with { DualMode = v })
        .Key("probes_first", Values.Flag, o => o.ProbesFirst, (o, v) => o with { ProbesFirst = v })
        .Key("reconnects_twice", Values.Flag, o => o.ReconnectsTwice, (o, v) => o with { ReconnectsTwice = v })
        .Key(
            "requests_per_connection",
            Values.Whole(1, Billion),
            o => o.RequestsPerConnection,
            (o, v) => o with { RequestsPerConnection = v })
        .Key("pause", DurationDraw.Shape, o => o.Pause, (o, v) => o with { Pause = v })
        .Key("source", Source, o => o.Source, (o, v) => o with { Source = v })
        .Key("timeout", Values.Wait, o => o.Timeout, (o, v) => o with { Timeout = v });

    // Whether it is one of them is found out where the profile gives the other keys their defaults.
    private Shape<string> Like => new TextShape<string>(
        "which client to imitate", text => text, text => text, () => SchemaNodes.OneOf(vocabulary.Profiles.Keys));

    private ClientOptions ProfileOf(MapNode map, Reading reading)
    {
        var profiles = vocabulary.Profiles;
        if (map["like"] is ScalarNode like && profiles.TryGetValue(like.Value, out var profile))
        {
            return profile;
        }

        var known = string.Join(", ", profiles.Keys);
        var (place, message) = map["like"] switch
        {
            null => (map.Place, $"the key 'like' is missing: which client to imitate, one of {known}"),
            ScalarNode word => (
                word.Place,
                $"like: {Visible.Quoted(word.Value)} is not one of {known}{SpellingSuggestion.For(word.Value, profiles.Keys)}"),
            var other => (other.Place, $"like: expected one of {known}"),
        };
        reading.Wrong(place, message);
        return profiles.Values.First();
    }
}
