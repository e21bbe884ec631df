using FsCheck;
using FsCheck.Fluent;
using Harness.Clients;
using Harness.Scenarios.Expectations;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>Valid scenarios of every kind, with text that YAML has to be careful with.</summary>
internal static class GeneratedScenarios
{
    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    // Whole microseconds from 1 ms to an hour, round and crooked ones.
    private static readonly Gen<TimeSpan> Durations = Gen.OneOf(
        Gen.Choose(1, 3_600_000).Select(ms => TimeSpan.FromMilliseconds(ms)),
        Gen.Choose(1000, int.MaxValue).Select(us => TimeSpan.FromMicroseconds(us)));

    private static readonly Gen<DurationDraw?> Draws = Gen.OneOf(
        Gen.Constant<DurationDraw?>(null),
        Durations.Select(d => (DurationDraw?)new DurationDraw.Fixed(d)),
        Durations.Select(d => (DurationDraw?)new DurationDraw.Exponential(d)),
        Durations.Two().Select(d =>
            (DurationDraw?)new DurationDraw.Uniform(d.Item1 < d.Item2 ? d.Item1 : d.Item2, d.Item1 < d.Item2 ? d.Item2 : d.Item1)));

    private static readonly Gen<string> Names = Gen.Elements("a", "1", "1.0", "null", "true", "no", "x-y_z.9", "0x10", "1e3", "2026-01-02");

    private static readonly Gen<string> Lines = Gen.Elements(
            "a", "B", " ", "  ", ":", ": ", " #", "#", "-", "- ", "'", "\"", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@",
            "`", "\\", "é", "…", "😀", "null", "1.0", "---", "...", "?", "\t", "\r", "\u0085", "\u2028", "\u0007", "\ufeff")
        .ListOf().Select(string.Concat);

    private static readonly Gen<string> Abouts = Lines.ListOf().Select(lines => string.Join('\n', lines).Trim());

    private static readonly Gen<IReadOnlyDictionary<string, string>> Settings =
        from count in Gen.Choose(0, 2)
        from values in Gen.Elements("0", "1", "32768 60999", "cubic", "1.0").ListOf(2)
        select (IReadOnlyDictionary<string, string>)new SortedDictionary<string, string>(
            new[] { "tcp_fin_timeout", "somaxconn" }.Zip(values).Take(count).ToDictionary(s => s.First, s => s.Second),
            StringComparer.Ordinal);

    private static readonly Gen<ServerClose> ServerCloses = Gen.OneOf(
        Gen.Elements<ServerClose>(
            new ServerClose.Immediately(), new ServerClose.WhenClientCloses(), new ServerClose.Never(), new ServerClose.Reset()),
        Durations.Select(d => (ServerClose)new ServerClose.After(d)),
        Durations.Select(d => (ServerClose)new ServerClose.HalfCloseThenDrain(d)),
        Gen.Choose(1, 3600).Select(s => (ServerClose)new ServerClose.Linger(TimeSpan.FromSeconds(s))),
        from idle in Durations
        from requests in Gen.Choose(1, 1_000_000_000)
        select (ServerClose)new ServerClose.KeepAlive(idle, requests));

    private static readonly Gen<ClientClose> ClientCloses = Gen.OneOf(
        Gen.Elements<ClientClose>(
            new ClientClose.Immediately(), new ClientClose.WhenServerCloses(), new ClientClose.Never(), new ClientClose.Reset(),
            new ClientClose.ResetWhenServerCloses(), new ClientClose.ShutdownThenClose()),
        Durations.Select(d => (ClientClose)new ClientClose.After(d)),
        Gen.Choose(1, 3600).Select(s => (ClientClose)new ClientClose.Linger(TimeSpan.FromSeconds(s))));

    private static readonly Gen<DribbleOptions?> Dribbles = Gen.OneOf(
        Gen.Constant<DribbleOptions?>(null),
        from bytes in Gen.Choose(1, 64 << 20)
        from every in Durations
        select (DribbleOptions?)new DribbleOptions { Bytes = bytes, Every = every });

    // Up to twenty shares that are at most 1 together.
    private static Gen<List<Fault>> Faults(int most) =>
        from shares in Gen.Choose(1, 500).ListOf()
        from acts in Acts(most).ListOf(shares.Count)
        select shares.Zip(acts, (parts, act) => new Fault(parts / 10_000.0, act)).Take(20).ToList();

    private static Gen<FaultAct> Acts(int most) => Gen.OneOf(
        Draws.Where(d => d is not null).Select(d => (FaultAct)new FaultAct.Late(d!)),
        Gen.Choose(0, most).Select(b => (FaultAct)(most < 0 ? new FaultAct.Reset(ResetPoint.Instead) : new FaultAct.Cut(b))),
        Gen.Elements(ResetPoint.Instead, ResetPoint.Midway).Select(p => (FaultAct)new FaultAct.Reset(p)));

    private static readonly Gen<ServerOptions> Servers =
        from model in Gen.Elements(ServerModel.Pipelines, ServerModel.Blocking)
        from body in Gen.Choose(0, 64 << 20)
        from length in Gen.OneOf(
            Gen.Elements(ContentLength.Exact, ContentLength.Missing),
            Gen.Choose(-body, 1000).Select(offset => new ContentLength(true, offset)))
        from http in Gen.Elements(HttpVersion.Http10, HttpVersion.Http11)
        from connection in Gen.Elements(ConnectionHeader.Close, ConnectionHeader.KeepAlive, ConnectionHeader.None)
        from chunked in length == ContentLength.Exact && http == HttpVersion.Http11 ? Gen.Choose(0, 1000) : Gen.Constant(0)
        from trailers in chunked > 0 ? Headers.ListOf() : Gen.Constant<List<string>>([])
        from dribble in body > 0 ? Dribbles : Gen.Constant<DribbleOptions?>(null)
        from faults in Faults(chunked > 0 ? body : body - 1)
        from seed in Gen.Choose(0, 1_000_000_000)
        from think in Draws
        from readsBody in Flag
        from close in ServerCloses
        from ports in Gen.Choose(1, 65535).ListOf()
        from backlog in Gen.Choose(1, 65535)
        from descriptors in Gen.Choose(0, 100_000)
        from reuse in Flag
        select new ServerOptions
        {
            Model = model,
            Response = new()
            {
                Body = body,
                ContentLength = length,
                Http = http,
                Connection = connection,
                Chunked = chunked,
                Trailers = [.. trailers.Take(100)],
                Dribble = dribble,
            },
            Think = think,
            Faults = faults,
            Seed = seed,
            ReadsBody = readsBody,
            Close = close,
            Ports = [.. ports.Distinct().Take(64)],
            Backlog = backlog,
            Descriptors = descriptors,
            ReuseAddress = reuse,
        };

    private static readonly Gen<string> Headers =
        from name in Gen.Elements("Accept", "X-1", "x!#$%&'*+.^_`|~-")
        from space in Gen.Elements("", " ", " \t")
        from value in Gen.Choose(0x20, 0x7e).Select(c => (char)c).ListOf()
        select $"{name}:{space}{string.Concat(value)}";

    private static readonly Gen<ClientOptions> Clients =
        from profile in Gen.Elements(ClientProfiles.All.Values.ToArray())
        from isChanged in Flag
        from headers in Headers.ListOf()
        from close in ClientCloses
        from buffer in Gen.Choose(1, 16 << 20)
        from works in Gen.Choose(0, 10_000)
        from source in Gen.Elements(
            new SourceOptions(), new() { Bind = SourceBind.Address }, new() { Bind = SourceBind.AddressAndPort, ReuseAddress = true },
            new() { Bind = SourceBind.AddressAndPort, Port = 40_000 }, new() { PortWindow = 1000 })
        from timeout in Durations
        from method in Gen.Elements(Enum.GetValues<RequestMethod>())
        from body in Gen.Choose(0, 1000)
        from chunked in Gen.Choose(0, 1000)
        from within in Durations
        from flags in Flag.ArrayOf(5)
        let hasBody = profile.RequestsPerConnection == 1 && body > 0 && profile.Http == HttpVersion.Http11
        select isChanged
            ? profile with
            {
                Headers = [.. headers.Take(100)],
                Method = method,
                Body = profile.RequestsPerConnection == 1 ? body : 0,
                Chunked = hasBody ? chunked : 0,
                ExpectContinue = hasBody && flags[4],
                ContinueWithin = within,
                Close = close,
                ReceiveBuffer = buffer,
                WorksBeforeClose = TimeSpan.FromMicroseconds(works),
                Source = source,
                Timeout = timeout,
                NoDelay = flags[0],
                DualMode = flags[1],
                BlocksToRead = flags[2],
                AcksWithRequest = flags[3],
            }
            : profile;

    private static readonly Gen<LoadStep> Steps =
        from copies in Gen.Choose(1, 100_000)
        from rate in Gen.Choose(1, 1_000_000)
        from iterations in Gen.Choose(1, 20_000)
        from during in Durations
        from interval in Gen.Choose(1, 4000).Select(ms => TimeSpan.FromMilliseconds(ms))
        from spacing in Gen.Elements(Spacing.Even, Spacing.Random)
        from step in Gen.Elements<LoadStep>(
            new LoadStep.IterationsForConstant(copies, iterations),
            new LoadStep.KeepConstant(copies, during),
            new LoadStep.RampingConstant(copies - 1, during),
            new LoadStep.Inject(rate, interval, during, spacing),
            new LoadStep.InjectRandom(rate - 1, rate, interval, during, spacing),
            new LoadStep.IterationsForInject(rate, interval, iterations, spacing),
            new LoadStep.RampingInject(rate - 1, interval, during),
            new LoadStep.Pause(during))
        select step;

    private static readonly Gen<IReadOnlyList<LoadStep>> Loads = Steps.NonEmptyListOf()
        .Select(steps => (IReadOnlyList<LoadStep>)[.. steps.Take(5)]);

    private static readonly Gen<ThenStep> Thens = Gen.OneOf(
        Durations.Select(d => (ThenStep)new ThenStep.Wait(d)),
        Gen.Constant<ThenStep>(new ThenStep.StopServer()),
        from reuse in Flag
        from retry in Gen.Choose(0, 600).Select(s => TimeSpan.FromSeconds(s))
        select (ThenStep)new ThenStep.StartServer(reuse, retry),
        Settings.Select(s => (ThenStep)new ThenStep.Set(new() { Client = s })),
        from load in Loads
        from client in Clients.OrNull()
        from name in Gen.Elements(null, "x", "beside_2")
        select (ThenStep)new ThenStep.Load(load, client, name));

    private static readonly Gen<LinkAct> LinkActs = Gen.OneOf(
        Gen.Constant<LinkAct>(new LinkAct.Drop()),
        Durations.Select(d => (LinkAct)new LinkAct.Delay(d)),
        Durations.Select(d => (LinkAct)new LinkAct.Copy(new CopyDelivery.After(d))));

    private static readonly Gen<LinkRule> Rules =
        from act in LinkActs
        from flags in Flag.ArrayOf(4)
        from kind in Gen.Elements<SegmentKind?>(null, SegmentKind.Syn, SegmentKind.Fin, SegmentKind.Data)
        from number in Gen.Choose(1, 65_535)
        from connection in Gen.Elements<RuleConnections>(new RuleConnections.All(), new RuleConnections.Each(), new RuleConnections.One(3))
        select new LinkRule
        {
            Do = act,
            From = flags[0] ? Tier.Client : null,
            Kind = kind,
            Bytes = flags[1] ? SegmentBytes.Repeated : null,
            Port = flags[2] ? number : null,
            Connection = connection,
            Nth = flags[3] ? number : null,
            Share = flags[3] ? null : number / 65_536.0,
            Seed = number,
        };

    private static readonly Gen<LinkOptions> Links =
        from rtt in Gen.Choose(0, 10_000_000)
        from mtu in Gen.Choose(1280, 9000)
        from pcap in Flag
        from rules in Rules.ListOf()
        select new LinkOptions
        {
            Rtt = TimeSpan.FromMicroseconds(rtt),
            Mtu = mtu,
            Pcap = pcap,
            Rules = rules.Take(4).Index().ToDictionary(r => $"rule_{r.Index}", r => r.Item),
        };

    private static readonly Gen<IReadOnlyList<Expectation>> Expectations = Gen.Elements(
            "connections.failed == 0", "server.time_wait.entered >= connections.completed * 0.95",
            "- 1 * closed_first.both<0.5 + rates.connections_per_second")
        .ListOf().Select(texts => (IReadOnlyList<Expectation>)[.. texts.Select(ExpectationParser.Parse)]);

    public static Arbitrary<Scenario> Scenarios() => (
        from name in Names
        from about in Abouts
        from network in Gen.Elements(NetworkKind.Namespaces, NetworkKind.OneNamespace, NetworkKind.Loopback)
        from ip in Gen.Elements(IpVersion.V4, IpVersion.V6)
        from link in Links.OrNull()
        from kernel in Settings
        from server in Servers
        from client in Clients
        from load in Loads
        from then in Thens.ListOf()
        from every in Gen.Choose(10, 60_000)
        from flags in Flag.ArrayOf(3)
        from repeat in Gen.Choose(1, 1000)
        from expect in Expectations
        let hasOwnSettings = network != NetworkKind.Loopback
        select new Scenario
        {
            Name = name,
            About = about,
            Reproduces = flags[0] ? ["C02", "C10"] : [],
            Network = network,
            Ip = ip,
            Link = network == NetworkKind.Namespaces ? link : null,
            Kernel = hasOwnSettings ? new() { Server = kernel } : new(),
            Server = server,
            Client = client,
            Load = load,
            Then = [.. then.Where(step => hasOwnSettings || step is not ThenStep.Set).Take(4)],
            Sample = new()
            {
                Every = TimeSpan.FromMilliseconds(every),
                Until = flags[2] ? SampleUntil.Drained : SampleUntil.Settled,
                Lifetimes = flags[1],
                Witness = flags[0] && network != NetworkKind.Loopback,
            },
            Repeat = repeat,
            Expect = expect,
        }).ToArbitrary();
}
