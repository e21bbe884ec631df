namespace Harness.Reporting.Checking;

/// <summary>
/// A baseline is missing, damaged or newer than this program. The message names the file and the place, and says what to do.
/// </summary>
public sealed class BaselineException(string message, Exception? innerException = null) : Exception(message, innerException);
