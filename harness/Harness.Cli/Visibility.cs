using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Harness.Tests.Pure")]
