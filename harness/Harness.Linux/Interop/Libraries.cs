namespace Harness.Linux;

internal static class Libraries
{
    // .NET maps this name to libc.so.6, or to musl's.
    internal const string Libc = "libc";
}
