using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What must hold between the keys that say what the sides send each other.</summary>
internal static class ExchangeRules
{
    /// <summary>Each rule broken, with the key at which to report it.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario) =>
        ResponseRules(scenario.Server.Response)
            .Concat(FaultRules(scenario.Server))
            .Concat(BodyRules(scenario))
            .Concat(MarkRules(scenario))
            .Concat(ReuseRules(scenario));

    private static IEnumerable<BrokenRule> ResponseRules(ResponseOptions response)
    {
        if (response.ContentLength.Offset < -response.Body)
        {
            yield return new(
                "server.response.content_length",
                $"'{response.ContentLength}' would be negative: the body has {response.Body} bytes");
        }

        if (response.Chunked > 0 && response.ContentLength != ContentLength.Exact)
        {
            yield return new("server.response.content_length", "a chunked body has no Content-Length; leave one of the two out");
        }

        if (response is { Chunked: > 0, Http: HttpVersion.Http10 })
        {
            yield return new("server.response.chunked", "HTTP/1.0 has no chunks; use 'http: 1.1', or leave this out");
        }

        if (response is { Chunked: 0, Trailers.Count: > 0 })
        {
            yield return new("server.response.trailers", "trailers come after the last chunk; add 'chunked: 1000'");
        }

        if (response is { Body: 0, Dribble: not null })
        {
            yield return new("server.response.dribble", "there is no body to send in pieces; add 'body: 1000', or leave this out");
        }
    }

    private static IEnumerable<BrokenRule> MarkRules(Scenario scenario)
    {
        if (!scenario.Sample.ForeignBytes)
        {
            yield break;
        }

        if (scenario.Server.Program is not null || scenario.Client.Program is not null)
        {
            yield return new(
                "sample.foreign_bytes", "a program's bodies do not say which connection they belong to; leave this out, or 'command'");
        }

        if (scenario.Server.Response.Chunked > 0 || scenario.Client.Chunked > 0)
        {
            yield return new("sample.foreign_bytes", "it looks at bodies with a length; leave this out, or 'chunked'");
        }

        if (Math.Max(scenario.Server.Response.Body, scenario.Client.Body) > SampleOptions.MostMarkedBody)
        {
            yield return new("sample.foreign_bytes", $"bodies may have {SampleOptions.MostMarkedBody} bytes then; use smaller ones");
        }

        if (scenario.Client.Body > 0 && scenario.Server is { Program: null, ReadsBody: false })
        {
            yield return new("sample.foreign_bytes", "a body that is not read says nothing; add 'reads_body: true' to the server");
        }
    }

    private static IEnumerable<BrokenRule> FaultRules(ServerOptions server)
    {
        if (server.Faults.Sum(f => f.PartsHit) > Fault.Parts)
        {
            yield return new("server.faults", "the shares are more than 1 together, and an answer is hit by one fault at most");
        }

        // Of a body in chunks all may be sent, without the chunk that ends it.
        var response = server.Response;
        var most = response.Chunked > 0 ? response.Body : response.Body - 1;
        foreach (var (index, fault) in server.Faults.Index())
        {
            if (fault.Act is FaultAct.Cut { Body: var bytes } && bytes > most)
            {
                yield return new(
                    $"server.faults.{index}.cut",
                    response.Body == 0
                        ? "the body is empty, so there is nothing to cut; add 'body: 1000' to the response"
                        : $"the body has {response.Body} bytes, so at most {most} of them are a part of it");
            }
        }
    }

    private static IEnumerable<BrokenRule> BodyRules(Scenario scenario)
    {
        var client = scenario.Client;
        if (client is { Program: null, Body: > 0, RequestsPerConnection: > 1 }
            && scenario.Server is { Program: null, ReadsBody: false })
        {
            yield return new(
                "client.body",
                "with more than one request on a connection the server would take a body that it does not read for the next request; "
                + "add 'reads_body: true' to the server");
        }

        foreach (var (key, isSet) in new[] { ("chunked", client.Chunked > 0), ("expect_continue", client.ExpectContinue) })
        {
            if (!isSet)
            {
                continue;
            }

            if (client.Body == 0)
            {
                yield return new($"client.{key}", "it is about the request's body, and there is none; add 'body: 1000'");
            }

            if (client.Http == HttpVersion.Http10)
            {
                yield return new($"client.{key}", "HTTP/1.0 does not have it; use 'http: 1.1', or leave this out");
            }
        }
    }

    private static IEnumerable<BrokenRule> ReuseRules(Scenario scenario)
    {
        if (scenario.Client is { Pause: not null, RequestsPerConnection: 1 })
        {
            yield return new("client.pause", "it comes between the requests of a connection; add 'requests_per_connection: 10'");
        }

        // Without a limit nobody counts on a number: such a client takes what it gets.
        var isCounted = scenario.Client.RequestsPerConnection is > 1 and < ClientOptions.NoLimit;
        if (isCounted && !scenario.Server.Close.KeepsAlive)
        {
            yield return new(
                "client.requests_per_connection",
                "more than 1 needs a server that keeps connections: 'close: { keep_alive: { idle: 5s } }'");
        }

        if (isCounted && scenario.Server.Response.ContentLength is not { IsPresent: true, Offset: 0 })
        {
            yield return new(
                "client.requests_per_connection",
                "more than 1 needs 'content_length: exact': otherwise the client cannot tell where the next response begins");
        }
    }
}
