namespace Harness.Linux;

/// <summary>The error numbers that this project acts upon; the same on every architecture that .NET runs on.</summary>
internal static class ErrorNumber
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int ESRCH = 3;
    internal const int EINTR = 4;
    internal const int ENXIO = 6;
    internal const int EAGAIN = 11;
    internal const int EEXIST = 17;
    internal const int EISDIR = 21;
    internal const int ENOSPC = 28;
    internal const int ENOTEMPTY = 39;
    internal const int EOPNOTSUPP = 95;
    internal const int ENETDOWN = 100;
    internal const int ENOBUFS = 105;
    internal const int ENOTCONN = 107;
    internal const int EALREADY = 114;
    internal const int EINPROGRESS = 115;
    internal const int EDQUOT = 122;
}
