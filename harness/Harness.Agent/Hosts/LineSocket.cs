using System.Net.Sockets;
using System.Text;

namespace Harness.Agent.Hosts;

/// <summary>Short lines over a socket that blocks for a while at most. Before a load and never during one: nothing here is fast.</summary>
internal static class LineSocket
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Bounds every later wait.</summary>
    public static void SetPatience(this Socket socket) => socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;

    /// <summary>Sends a line.</summary>
    public static void SendLine(this Socket socket, string line) => socket.Send(Encoding.ASCII.GetBytes($"{line}\n"));

    /// <summary>Reads up to the line feed, which is left out, or up to the longest line.</summary>
    /// <returns>Less than a line where the other end says no more.</returns>
    public static string ReadLine(this Socket socket)
    {
        var bytes = new byte[ServerProof.LongestLine];
        for (var read = 0; read < bytes.Length;)
        {
            var more = socket.Receive(bytes, read, bytes.Length - read, SocketFlags.None);
            var end = Array.IndexOf(bytes, (byte)'\n', read, more);
            if (end >= 0 || more == 0)
            {
                return Encoding.ASCII.GetString(bytes, 0, end >= 0 ? end : read);
            }

            read += more;
        }

        return Encoding.ASCII.GetString(bytes);
    }
}
