using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What must hold between the rules of a link and the steps that name them.</summary>
internal static class LinkRules
{
    /// <summary>Each rule broken, with the key at which to report it.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario)
    {
        var rules = scenario.Link?.Rules ?? new Dictionary<string, LinkRule>();
        return rules.SelectMany(r => OfRule(scenario, $"link.rules.{r.Key}", r.Key, r.Value))
            .Concat(scenario.Then.SelectMany((step, i) => OfStep(rules, $"then.{i}", step)));
    }

    private static IEnumerable<BrokenRule> OfRule(Scenario scenario, string key, string name, LinkRule rule)
    {
        if (rule is { Nth: not null, Share: not null })
        {
            yield return new($"{key}.share", "'nth' takes one segment, 'share' some of many; leave one of the two out");
        }

        if (rule is { Bytes: not null, Kind: SegmentKind.Ack or SegmentKind.Rst })
        {
            yield return new($"{key}.bytes", "an ACK and an RST have no bytes that could be new; leave this out, or use 'kind: data'");
        }

        if (rule is { Do: LinkAct.Recycle, Kind: not SegmentKind.Syn })
        {
            yield return new($"{key}.do", "'recycle' looks at the timestamps of SYNs; add 'kind: syn'");
        }

        if (rule is { Do: LinkAct.Copy { Deliver: CopyDelivery.InsideAck or CopyDelivery.InsideEarlyAck }, Kind: not SegmentKind.Data })
        {
            yield return new($"{key}.do", "an ACK falls inside a segment that has bytes; add 'kind: data'");
        }

        if (rule is { Do: LinkAct.Copy { Deliver: CopyDelivery.AtStep } } && !Named<ThenStep.Deliver>(scenario, name))
        {
            yield return new($"{key}.do", $"no step delivers its copies; add 'then: [{{ deliver: {name} }}]'");
        }

        if (!rule.Armed && !Named<ThenStep.Arm>(scenario, name))
        {
            yield return new($"{key}.armed", $"no step arms it; add 'then: [{{ arm: {name} }}]', or leave 'armed' out");
        }
    }

    private static IEnumerable<BrokenRule> OfStep(IReadOnlyDictionary<string, LinkRule> rules, string key, ThenStep step)
    {
        if (step is not ThenStep.OfRules named)
        {
            yield break;
        }

        foreach (var name in named.Names)
        {
            if (!rules.TryGetValue(name, out var rule))
            {
                yield return new(key, rules.Count == 0
                    ? $"there is no rule '{name}': the link has no rules"
                    : $"there is no rule '{name}'; there are {string.Join(", ", rules.Keys)}");
            }
            else if (step is ThenStep.Deliver && rule.Do is not LinkAct.Copy { Deliver: CopyDelivery.AtStep })
            {
                yield return new(key, $"the rule '{name}' keeps no copies for a step; it needs 'do: {{ copy: at_step }}'");
            }
        }
    }

    private static bool Named<TStep>(Scenario scenario, string name)
        where TStep : ThenStep.OfRules =>
        scenario.Then.OfType<TStep>().Any(s => s.Names.Contains(name));
}
