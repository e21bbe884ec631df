using System.Net;
using Harness.Agent.Programs;

namespace Harness.Tests.Pure.Programs;

/// <summary>What a program's command may say of the server: whole, or the address and the port apart, as programs take them.</summary>
public sealed class WordsTests
{
    private const string All = "{url} {authority} {host} {port} {dir} {share}/{shares} {other} ${PATH}";

    [Theory]
    [InlineData("198.18.0.1", "http://198.18.0.1:8080/ 198.18.0.1:8080 198.18.0.1 8080 /tmp/x 0/1 {other} ${PATH}")]
    [InlineData("2001:2::1", "http://[2001:2::1]:8080/ [2001:2::1]:8080 2001:2::1 8080 /tmp/x 0/1 {other} ${PATH}")]
    public void AnAddress_HasBracketsWhereAUrlWantsThem_AndNoneAlone(string address, string expected) =>
        new Words(IPAddress.Parse(address), 8080, "/tmp/x").FillIn(All).ShouldBe(expected);
}
