using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int RUSAGE_SELF = 0;
        internal const int RUSAGE_THREAD = 1;
        internal const int RUSAGE_CHILDREN = -1;

        /// <summary><c>int getrusage(int who, struct rusage *usage)</c>: of children, only those that were waited for.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getrusage(int who, out Usage usage);
    }
}
