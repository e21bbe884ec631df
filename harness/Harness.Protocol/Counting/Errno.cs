namespace Harness.Protocol.Counting;

/// <summary>
/// Linux error numbers and their names (errno(3)), the same on x86-64 and arm64. The constants are those that this program acts upon;
/// results name any that is listed.
/// </summary>
public static class Errno
{
#pragma warning disable CS1591 // Their names say what errno(3) says.
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int ENXIO = 6;
    public const int EAGAIN = 11;
    public const int EEXIST = 17;
    public const int EISDIR = 21;
    public const int ENOSPC = 28;
    public const int ENOTEMPTY = 39;
    public const int EBADMSG = 74;
    public const int EOPNOTSUPP = 95;
    public const int ENETDOWN = 100;
    public const int ENOBUFS = 105;
    public const int ENOTCONN = 107;
    public const int EALREADY = 114;
    public const int EINPROGRESS = 115;
    public const int EDQUOT = 122;
#pragma warning restore CS1591

    private static readonly Dictionary<int, string> Names = new()
    {
        [EPERM] = nameof(EPERM), [ENOENT] = nameof(ENOENT), [ESRCH] = nameof(ESRCH), [EINTR] = nameof(EINTR), [5] = "EIO",
        [ENXIO] = nameof(ENXIO), [9] = "EBADF", [EAGAIN] = nameof(EAGAIN), [12] = "ENOMEM", [13] = "EACCES", [16] = "EBUSY",
        [EEXIST] = nameof(EEXIST), [EISDIR] = nameof(EISDIR), [22] = "EINVAL", [23] = "ENFILE", [24] = "EMFILE", [27] = "EFBIG",
        [ENOSPC] = nameof(ENOSPC), [30] = "EROFS", [32] = "EPIPE", [ENOTEMPTY] = nameof(ENOTEMPTY), [71] = "EPROTO",
        [EBADMSG] = nameof(EBADMSG), [88] = "ENOTSOCK",
        [92] = "ENOPROTOOPT", [93] = "EPROTONOSUPPORT", [EOPNOTSUPP] = nameof(EOPNOTSUPP), [97] = "EAFNOSUPPORT", [98] = "EADDRINUSE",
        [99] = "EADDRNOTAVAIL", [ENETDOWN] = nameof(ENETDOWN), [101] = "ENETUNREACH", [102] = "ENETRESET", [103] = "ECONNABORTED",
        [104] = "ECONNRESET", [ENOBUFS] = nameof(ENOBUFS), [106] = "EISCONN", [ENOTCONN] = nameof(ENOTCONN), [110] = "ETIMEDOUT",
        [111] = "ECONNREFUSED", [112] = "EHOSTDOWN", [113] = "EHOSTUNREACH", [EALREADY] = nameof(EALREADY),
        [EINPROGRESS] = nameof(EINPROGRESS), [EDQUOT] = nameof(EDQUOT), [125] = "ECANCELED",
    };

    /// <summary>The name of <paramref name="number"/>, or <c>ERRNO_n</c> where this table has none.</summary>
    public static string NameOf(int number) => Names.TryGetValue(number, out var name) ? name : $"ERRNO_{number}";
}
