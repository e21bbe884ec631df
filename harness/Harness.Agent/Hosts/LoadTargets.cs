using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Agent.Hosts;

/// <summary>
/// Where this agent sends load: to its own network, or to what has proven itself. It does not matter who asks for anything else.
/// </summary>
/// <param name="isOnHost">The machine is others', too: nothing is of its own network.</param>
internal sealed class LoadTargets(bool isOnHost)
{
    private readonly HashSet<IPEndPoint> proven = [];
    private AgentCommand.Prepare? prepared;

    /// <summary>A new trial: nothing has proven itself.</summary>
    public void Begin(AgentCommand.Prepare prepare)
    {
        prepared = prepare;
        proven.Clear();
    }

    /// <summary>Has every server prove itself.</summary>
    /// <exception cref="HostException">One does not.</exception>
    public void Prove(AgentCommand.Prove servers)
    {
        var token = prepared?.Token ?? throw new HostException("this agent was given no token, so nobody can prove anything to it");
        foreach (var server in EndPoints(servers.Addresses, servers.Ports))
        {
            if (!HasProof(token, server, out var instead))
            {
                throw new HostException(
                    $"{server} is no server of this run: {instead}. No load goes there. Does another program listen there, or does a "
                    + "firewall, a NAT or a balancer stand in between?");
            }

            proven.Add(server);
        }
    }

    /// <exception cref="HostException">The load goes elsewhere.</exception>
    public void Require(AgentCommand.Load load)
    {
        foreach (var server in EndPoints(load.ServerAddresses, load.ServerPorts))
        {
            if (!proven.Contains(server) && !IsOfOwnNetwork(server.Address))
            {
                throw new HostException($"{server} has not proven that it is a server of this run: no load goes there");
            }
        }
    }

    private bool IsOfOwnNetwork(IPAddress address) => !isOnHost && prepared?.Network != NetworkKind.Hosts
        && ((prepared?.Network.IsOwn() == true && OwnNamespace.Is) || OwnAddress.Is(address));

    private static IEnumerable<IPEndPoint> EndPoints(IReadOnlyList<string> addresses, IReadOnlyList<int> ports) =>
        addresses.SelectMany(a => ports.Select(p => new IPEndPoint(IPAddress.Parse(a), p)));

    private static bool HasProof(byte[] token, IPEndPoint server, out string instead)
    {
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

            // The end is an RST, which leaves no TIME_WAIT on either side.
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.SetPatience();
            if (!socket.ConnectAsync(server).Wait(LineSocket.Patience))
            {
                instead = $"connect(2) was not answered for {LineSocket.Patience.TotalSeconds:0} s";
                return false;
            }

            var nonce = ServerProof.Nonce();
            socket.SendLine(ServerProof.Question(nonce));
            var answer = Encoding.ASCII.GetBytes(socket.ReadLine());
            instead = $"it answered with {answer.Length} bytes that are no proof";
            return CryptographicOperations.FixedTimeEquals(
                answer, Encoding.ASCII.GetBytes(ServerProof.Answer(token, nonce, server)));
        }
        catch (Exception e) when (e is SocketException or AggregateException)
        {
            instead = e.InnerException?.Message ?? e.Message;
            return false;
        }
    }
}
