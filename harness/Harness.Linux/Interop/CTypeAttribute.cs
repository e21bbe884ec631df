namespace Harness.Linux;

/// <summary>
/// The C type that a struct mirrors and the header that declares it: a test lets the C compiler compare sizes and offsets.
/// </summary>
/// <param name="name">As written in C: <c>struct timespec</c>.</param>
/// <param name="header">As included: <c>time.h</c>.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class CTypeAttribute(string name, string header) : Attribute
{
    public string Name { get; } = name;

    public string Header { get; } = header;
}
