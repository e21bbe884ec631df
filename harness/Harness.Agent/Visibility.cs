using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Harness.Tests.Pure")]
[assembly: InternalsVisibleTo("Harness.Tests.Kernel")]
