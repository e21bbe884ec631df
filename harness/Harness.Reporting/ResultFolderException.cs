namespace Harness.Reporting;

/// <summary>
/// A result folder cannot be made or read. The message names the file and the place in it, and says what to do; it is meant for the user.
/// </summary>
public sealed class ResultFolderException(string message, Exception? innerException = null) : Exception(message, innerException);
