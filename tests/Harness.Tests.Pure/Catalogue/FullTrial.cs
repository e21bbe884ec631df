using System.Reflection;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>A trial in which everything was measured, and no two numbers are alike.</summary>
internal static class FullTrial
{
    public static TrialSummary Create()
    {
        var next = 1000;
        var filled = (TrialSummary)Fill(typeof(TrialSummary), ref next);
        var rules = new Dictionary<string, LinkRuleReport> { ["some_rule"] = (LinkRuleReport)Fill(typeof(LinkRuleReport), ref next) };

        var loads = new Dictionary<string, LoadSummary> { ["some_load"] = (LoadSummary)Fill(typeof(LoadSummary), ref next) };

        // These only one of the sides can have.
        return filled with
        {
            Server = filled.Server with { Continue = null },
            Client = filled.Client with { Faults = null },
            Loads = loads,
            Link = filled.Link! with { Rules = rules },
        };
    }

    private static object Fill(Type type, ref int next)
    {
        var filled = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var of = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            object? value = of == typeof(int) ? next++
                : of == typeof(long) ? (long)next++
                : of == typeof(double) ? next++ + 0.5
                : of == typeof(IReadOnlyDictionary<string, long>)
                    ? new SortedDictionary<string, long>(StringComparer.Ordinal) { ["Some.Name"] = next++ }
                : IsSummary(of) ? Fill(of, ref next)
                : null;
            if (value is not null)
            {
                property.SetValue(filled, value);
            }
        }

        return filled;
    }

    private static bool IsSummary(Type type) => type.IsClass && !type.IsGenericType
        && (type.Namespace == typeof(TrialSummary).Namespace
            || type.Namespace == typeof(DurationSummary).Namespace
            || type.Namespace == typeof(EngineSummary).Namespace);
}
