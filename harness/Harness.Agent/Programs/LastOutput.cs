using System.Text;

namespace Harness.Agent.Programs;

/// <summary>
/// The end of what a program writes, bounded, whatever it writes. Colours and other control sequences are for a terminal (ECMA-48): they
/// are left out, and so are control characters but for line breaks and tabs. Safe for threads.
/// </summary>
internal sealed class LastOutput
{
    private const int Kept = 16 * 1024;

    private readonly StringBuilder text = new();

    /// <summary>Reads a stream to its end.</summary>
    public async Task TakeAsync(Stream stream)
    {
        var (bytes, letters) = (new byte[4096], new char[4096]);
        var (decoder, plain) = (Encoding.UTF8.GetDecoder(), new ControlSequences());
        while (await stream.ReadAsync(bytes) is var read and > 0)
        {
            var count = decoder.GetChars(bytes.AsSpan(0, read), letters, flush: false);
            lock (text)
            {
                foreach (var letter in letters.AsSpan(0, count))
                {
                    if (!plain.Takes(letter))
                    {
                        text.Append(letter);
                    }
                }

                // Cut seldom, not at each block.
                if (text.Length > 2 * Kept)
                {
                    text.Remove(0, text.Length - Kept);
                }
            }
        }
    }

    public override string ToString()
    {
        lock (text)
        {
            return text.ToString(Math.Max(0, text.Length - Kept), Math.Min(Kept, text.Length));
        }
    }

    /// <summary>Finds control sequences in a text that comes letter by letter.</summary>
    private sealed class ControlSequences
    {
        private const char Escape = '\e';
        private const char Bell = '\a';

        private enum Within
        {
            Text,
            Escape,
            Parameters,
            Command,
        }

        private Within within;

        /// <summary>Whether the letter is part of one, or a control character by itself.</summary>
        public bool Takes(char letter)
        {
            var was = within;
            within = (was, letter) switch
            {
                (Within.Command, Bell) => Within.Text,
                (_, Escape) => Within.Escape,
                (Within.Escape, '[') => Within.Parameters,
                (Within.Escape, ']' or 'P' or 'X' or '^' or '_') => Within.Command,
                (Within.Escape, >= ' ' and <= '/') => Within.Escape,
                (Within.Parameters, >= ' ' and <= '?') => Within.Parameters,
                (Within.Command, _) => Within.Command,
                _ => Within.Text,
            };
            return was != Within.Text || within != Within.Text || (char.IsControl(letter) && letter is not ('\n' or '\t'));
        }
    }
}
