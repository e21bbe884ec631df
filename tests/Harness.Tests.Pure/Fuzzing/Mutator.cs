using System.Text;

namespace Harness.Tests.Pure.Fuzzing;

/// <summary>
/// Damages inputs at random, the same way in every run. <c>HARNESS_FUZZ=50</c> tries fifty times as many, <c>HARNESS_FUZZ_SEED</c>
/// other ones.
/// </summary>
internal sealed class Mutator
{
    private static readonly int Factor = int.Parse(Environment.GetEnvironmentVariable("HARNESS_FUZZ") ?? "1");
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("HARNESS_FUZZ_SEED") ?? "20261130");

    // What parsers stumble over: bounds, signs, other scripts' digits, what ends a line, a text, a key.
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "", "0", "-1", "1e999", "NaN", "null", "{}", "[]", "\"", "'", "\n", "\r\n", "\0", ",", ":", "- ", "&a", "*a", "!!", "٣",
            "\ud83d\ude00", "\u202e", "9223372036854775808", "99999999999999999999", "\e[2J", "[", "{", "}", "]", "\t", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0x80], [0xC3],
    ];

    private readonly Random random = new(Seed);

    private Mutator()
    {
    }

    /// <summary>
    /// Has <paramref name="read"/> read damaged copies of what is in <paramref name="corpus"/>: each must be read, or refused with the
    /// exception that is documented.
    /// </summary>
    public static void Try<TRefusal>(int rounds, IReadOnlyList<byte[]> corpus, Action<byte[]> read)
        where TRefusal : Exception
    {
        var mutator = new Mutator();
        var faults = new List<string>();
        foreach (var round in Enumerable.Range(0, rounds * Factor))
        {
            var input = mutator.Damaged(corpus);
            try
            {
                read(input);
            }
            catch (TRefusal e)
            {
                // A sentence, not a book.
                e.Message.Length.ShouldBeInRange(1, 60_000);
            }
            catch (Exception e)
            {
                faults.Add($"round {round} of seed {Seed}: {e.GetType().Name} {e.StackTrace?.Split('\n')[0].Trim()}\n{Shown(input)}");
            }
        }

        faults.Take(3).ShouldBeEmpty($"{faults.Count} inputs");
    }

    /// <summary>The same for text.</summary>
    public static void TryText<TRefusal>(int rounds, IEnumerable<string> corpus, Action<string> read)
        where TRefusal : Exception =>
        Try<TRefusal>(rounds, [.. corpus.Select(Encoding.UTF8.GetBytes)], bytes => read(Encoding.UTF8.GetString(bytes)));

    private byte[] Damaged(IReadOnlyList<byte[]> corpus)
    {
        List<byte> bytes = [.. corpus[random.Next(corpus.Count)]];
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(bytes.Count - at, random.Next(1, 1 + random.Next(1, 40)));
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Odd[random.Next(Odd.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Shown(byte[] input) => input.Length > 2000
        ? Convert.ToBase64String(input)
        : Harness.Scenarios.Words.Visible.Text(Encoding.UTF8.GetString(input));
}
