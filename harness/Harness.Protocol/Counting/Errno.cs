namespace Harness.Protocol.Counting;

/// <summary>Names of Linux error numbers (errno(3)), as on x86-64 and arm64.</summary>
public static class Errno
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "EPERM", [2] = "ENOENT", [4] = "EINTR", [5] = "EIO", [9] = "EBADF", [11] = "EAGAIN", [12] = "ENOMEM",
        [13] = "EACCES", [16] = "EBUSY", [17] = "EEXIST", [22] = "EINVAL", [23] = "ENFILE", [24] = "EMFILE",
        [27] = "EFBIG", [28] = "ENOSPC", [30] = "EROFS", [32] = "EPIPE", [71] = "EPROTO", [88] = "ENOTSOCK",
        [92] = "ENOPROTOOPT", [93] = "EPROTONOSUPPORT", [95] = "EOPNOTSUPP", [97] = "EAFNOSUPPORT", [98] = "EADDRINUSE",
        [99] = "EADDRNOTAVAIL", [100] = "ENETDOWN", [101] = "ENETUNREACH", [102] = "ENETRESET", [103] = "ECONNABORTED",
        [104] = "ECONNRESET", [105] = "ENOBUFS", [106] = "EISCONN", [107] = "ENOTCONN", [110] = "ETIMEDOUT",
        [111] = "ECONNREFUSED", [112] = "EHOSTDOWN", [113] = "EHOSTUNREACH", [114] = "EALREADY", [115] = "EINPROGRESS",
        [125] = "ECANCELED",
    };

    /// <summary>The name of <paramref name="number"/>, or <c>ERRNO_n</c> where this table has none.</summary>
    public static string NameOf(int number) => Names.TryGetValue(number, out var name) ? name : $"ERRNO_{number}";
}
